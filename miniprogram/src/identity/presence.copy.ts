/** Every sentence of proving presence: to the person, and to the clerk who confirms it. */
import type { beginFaceCheckRoute, confirmPresenceRoute, finishFaceCheckRoute, listPresenceOptionsRoute, openCounterCodeRoute, readCounterCodeRoute } from '@shared/identity/identity.routes';
import type { PresenceOption } from '@shared/identity/identity.schema';
import type { EntryRefusal } from '@shared/kernel/problem';
import type { RefusalCode } from '@shared/kernel/route';
import { DOCUMENT_REFUSALS } from './identity.copy';

export const PRESENCE = {
  title: '本人核验',
  lead: '有些事必须确认是本人在办，例如恢复挂失的卡、替家人办事。',
  memberLead: '请由家人本人来完成，您不能代替。',
  actingLead: '家人看过代办说明、同意以后，您才能替他（她）领卡和出示健康卡。家人随时可以取消。',
  consentFirst: '先看一下个人信息说明',
  ways: '任选一种办法，效果一样',
  faceTitle: '刷脸核验',
  faceText: '用手机摄像头，一分钟左右。人脸由微信比对，我们不保存照片。',
  faceAction: '开始刷脸',
  faceConsent: '查看人脸核验说明',
  counterTitle: '到医院窗口，或找村医',
  counterText: '带上证件原件，告诉工作人员下面的办理号码。工作人员看过本人和证件，就办好了。',
  counterActing: '工作人员会把代办说明念给家人听，家人当面同意才会办好。',
  counterAction: '取办理号码',
  codeTitle: '办理号码',
  codeUntil: (time: string) => `请在 ${time} 前使用，过期可以重新取。`,
  codeAgain: '重新取号',
  check: '工作人员办完了，查看结果',
  notYet: '还没有收到窗口的确认。请工作人员办完后再点一次。',
  done: '核验已通过',
  doneText: '已经确认是本人。',
  go: '继续',
  cancelled: '刷脸没有完成，可以再试一次，也可以换一种办法。',
  cannot: '这部手机不能刷脸，请换一种办法。',
} as const;

export const WHY_NOT: Readonly<Record<NonNullable<PresenceOption['why']>, string>> = {
  'document-not-supported': '刷脸只能用于居民身份证，您的证件请用下面的办法。',
  'only-in-mini-program': '刷脸要在手机微信的“河南健康”小程序里进行。',
  'face-consent-needed': '刷脸前，要先看过人脸核验说明并同意。',
};

export const STAFF_PRESENCE = {
  title: '确认本人在场',
  lead: '请看着本人和证件原件填写，不要照屏幕抄。',
  notStaffTitle: '这里是工作人员办理的地方',
  notStaffText: '医院服务台和村医在这里确认群众本人在场。您自己核验，请到“本人核验”。',
  mine: '去本人核验',
  code: '办理号码',
  codeHint: '群众手机上显示的 8 位数字。',
  codeMissing: '请填写办理号码。',
  submit: '确认本人在场',
  read: (name: string) => `还没有确认。有人请${name}同意代办，请把下面的内容念给本人听，问清本人愿不愿意。`,
  agreed: (asker: string) => `本人当面同意由${asker}代办，确认`,
  notAgreed: '本人不同意，不办理',
  notDone: '没有办理', notDoneText: '本人没有同意，什么都没有改变。',
  done: (name: string) => `已确认：${name} 本人在场`,
  doneText: '结果已经送到对方手机上。',
  next: '办理下一位',
} as const;

export const PRESENCE_REFUSALS: Record<
  Exclude<RefusalCode<typeof listPresenceOptionsRoute | typeof beginFaceCheckRoute | typeof finishFaceCheckRoute | typeof openCounterCodeRoute>, EntryRefusal>, string
> = {
  'identity/real-name-needed': '请先完成实名认证，再来核验。',
  'identity/member-unknown': '没有找到这位家人，可能已经移除。请回到“我的家人”看看。',
  'presence/agreement-needed': '请家人本人看过说明，勾选同意后再刷脸。还是不行的话，说明可能有更新，请退出后重新打开。',
  'identity/face-not-for-document': '刷脸只能用于居民身份证，请到窗口或找村医办理。',
  'identity/face-unavailable': '刷脸暂时用不了，请稍后再试，或到窗口、找村医办理。',
  'identity/too-many-tries': '刷脸次数多了，先歇一歇。也可以到窗口或找村医办理。',
  'identity/face-check-unknown': '这次刷脸已经失效，请重新开始。',
  'identity/face-not-passed': '没有通过：请在光线好的地方，正对镜头再试一次，或换一种办法。',
  'identity/face-not-finished': '刷脸还没有完成，请再试一次。',
};

export const CONFIRM_REFUSALS: Record<Exclude<RefusalCode<typeof confirmPresenceRoute | typeof readCounterCodeRoute>, EntryRefusal>, string> = {
  ...DOCUMENT_REFUSALS,
  'presence/code-not-valid': '办理号码不对或已过期，请群众在手机上重新取号。',
  'presence/document-differs': '证件与办理号码登记的不是同一个人，请核对本人和证件。',
  'presence/own-account': '不能给自己的账号确认，请由同事办理。',
  'presence/post-not-allowed': '您的岗位不办理这项业务，请由窗口人员或村医办理。',
  'presence/agreement-needed': '要本人当面同意由家人代办，才能确认。请再提交一次，念给本人听，问清后再确认。',
  'presence/not-confirmed': '人口信息库里姓名和号码对不上，请核对证件原件。',
  'identity/check-unavailable': '核对系统暂时连不上，请过几分钟再试。',
};
