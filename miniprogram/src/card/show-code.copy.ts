/** The words of the page where a code is shown. */
import type { CardState } from '@shared/card/card.schema';
import type { RefusalCode } from '@shared/kernel/route';
import type { CodeField, readCodeFieldsRoute } from '@shared/open-platform/filing.routes';

export const SHOW = {
  title: '出示健康卡',
  issuer: '河南省居民电子健康卡',
  signInText: '登录后，才能出示您和家人的健康卡。',
  label: (name: string) => `${name}的健康卡二维码已显示，请对准扫码窗口`,
  shown: '健康卡二维码已显示',
  asking: '正在取二维码',
  secondsLeft: (seconds: number) => `${seconds} 秒后自动更新`,
  renewing: '正在更新',
  goodFor: (seconds: number) => `这个码还能用 ${seconds} 秒`,
  stuck: {
    offline: '现在没有网络，换不了新码。快到时间会自动换成固定码。',
    unavailable: '现在取不到新码。快到时间会自动换成固定码。',
  },
  renew: '换一个新码',
  once: '一码一用：一个码只能用一次。换到下一个窗口，请先换新码。',
  alsoIdCard: '请同时出示身份证',
  because: {
    chosen: '固定码不会变，没有网络也能用。窗口会请您再出示身份证。',
    offline: '现在没有网络，先用保存在手机里的固定码。连上网络后会自动换回动态码。',
    unavailable: '现在取不到新的二维码，先用保存在手机里的固定码。恢复后会自动换回。',
  },
  toStatic: '扫不出来？换成固定码',
  toDynamic: '换回动态码',
  tipsTitle: '使用提示',
  tips: [
    '挂号、缴费、取药时，把二维码对准扫码窗口。',
    '一码一用：动态码用过一次就作废，每分钟也会自动换新。到下一个窗口，请先点“换一个新码”。',
    '固定码不会变。请不要截图发给别人。',
    '没有网络时，会自动换成固定码，请同时出示身份证。',
  ],
  noneTitle: '现在出示不了二维码',
  noneText: '请直接出示身份证看病，不会耽误。连上网络后，再回到这里出示。',
  previous: '上一张卡',
  following: '下一张卡',
  place: (at: number, of: number) => `第 ${at} 张，共 ${of} 张`,
  swipe: '左右滑动，可以换成家人的卡',
  details: '卡片详情',
  print: '打印成纸质卡',
  goneTitle: '卡包里没有这张卡',
  goneText: '它可能已经移除。请到卡包里选要出示的卡。急着看病的，请带身份证到窗口。',
  toPackage: '去卡包看看',
  emptyTitle: '卡包里还没有卡',
  emptyText: '领取健康卡以后，就能在这里出示。',
  claim: '领取健康卡',
} as const;

/** Why a card of this state has no code, and what to do. */
export const NOT_SHOWN: Readonly<Record<Exclude<CardState, 'active'>, { readonly title: string; readonly text: string; readonly action: string }>> = {
  lost: { title: '这张卡已经挂失', text: '挂失的卡不能出示。找到了可以恢复，找不到可以补领。急着看病的，请带身份证到窗口。', action: '恢复或补领' },
  closed: { title: '这张卡已经注销', text: '注销的卡不能出示。需要的话，可以补领一张。急着看病的，请带身份证到窗口。', action: '补领健康卡' },
  pending: { title: '这张卡还没有激活', text: '发卡机构还在办理，通常当天就好。急着看病的，请带身份证到窗口。', action: '看看卡片详情' },
};

/** What a hospital wants shown beside the code. */
export const CODE_FIELD_WORDS: Readonly<Record<CodeField, string>> = {
  registerCardNum: '就诊卡号', registerId: '挂号单号', outpatientNum: '门诊号', registerQrCode: '挂号二维码', registerBarCode: '挂号条码号',
  caregiverName: '陪护人', caregiverPhone: '陪护人电话', caregiverCardNumber: '陪护人证件号',
};

export const CODE_FIELDS_REFUSALS: Readonly<Record<RefusalCode<typeof readCodeFieldsRoute>, string>> = {
  'consent/needed': '看医院的就诊信息，需要您先在“我的”里看一下说明，同意后再看。',
  'open-platform/fields-unknown': '医院附带的就诊信息已经过期，或者不是这张卡的。二维码照常能用；要看就诊信息，请从医院的页面重新打开。',
};
