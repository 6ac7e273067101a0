/** The words of one card's page: its state, what can be done with it, and what happened to it. */
import type { CardMove } from '@shared/card/card.rules';
import type { CardEvent, CardEventKind, CardOrigin, CardState } from '@shared/card/card.schema';

export const DETAIL = {
  title: '健康卡详情',
  signInText: '登录后，才能看到您和家人的健康卡。',
  lossOnItsWay: '这张卡已经挂失，在这里马上不能用了。正在通知各家医院，通常几分钟就好。',
  show: '出示健康卡',
  first: '设为首选卡',
  firstNote: '打开“出示健康卡”时，先显示它',
  isFirst: '首选卡',
  isFirstNote: '打开“出示健康卡”时，先显示这张',
  settings: '卡的设置',
  order: '在卡包里的位置',
  place: (at: number, of: number) => `第 ${at} 张，共 ${of} 张`,
  earlier: '往前移',
  later: '往后移',
  visits: '绑定的就诊卡号',
  visitsNone: '把医院以前给的就诊卡号绑上，用健康卡也能查到原来的记录。',
  addVisit: '绑定就诊卡号',
  unbind: '解绑',
  unbindTitle: '要解绑这个就诊卡号吗？',
  unbindText: (hospital: string) => `解绑后，${hospital}的就诊卡号不再和健康卡对应。以后可以再绑。`,
  history: '办理记录',
  historyNone: '还没有记录。',
  historyOpen: '查看办理记录',
  historyMore: '查看全部记录',
  more: '其他办理',
  print: '打印成纸质卡',
  printNote: '给不用手机的家人',
  remove: '从卡包移除',
  removeTitle: '要从卡包里移除这张卡吗？',
} as const;

/** What taking it out of the package means: of a card that lives on, and of one that was closed. */
export const REMOVING = {
  living: { note: '卡还在，以后可以再领回来', text: '移除后，您的卡包里不再有它，在别的手机上登录也一样。卡没有注销，在医院登记的信息也不变；再领一次就会回来。' },
  closed: { note: '不想再看到这张注销的卡', text: '移除后，您的卡包里不再有这张注销的卡，在别的手机上登录也一样。以后需要，可以重新领取，要本人核验。' },
} as const;

/** The state in a sentence. */
export const STATE_WORDS: Readonly<Record<CardState, string>> = {
  active: '这张卡可以正常使用。',
  lost: '这张卡已经挂失，任何人都不能用它的二维码。',
  closed: '这张卡已经注销。需要时可以补领，看病记录不会丢。',
  pending: '发卡机构还在办理，通常当天就能用。',
};

export const ORIGINS: Readonly<Record<CardOrigin, string>> = { issued: '在这里领取', bound: '一键领取已有的卡', found: '由家人或在别处领取', assisted: '工作人员协助领取' };

type MoveWords = { readonly label: string; readonly note: string; readonly title: string; readonly text: string; readonly confirm: string };

const MOVES: Readonly<Record<CardMove, MoveWords>> = {
  'report-loss': {
    label: '挂失', note: '手机或纸质卡丢了，马上停用', title: '要挂失这张卡吗？',
    text: '挂失后，谁都不能再用它的二维码，马上生效。以后要恢复或补领，需要本人核验：刷脸、医院窗口、村医，任选一种。', confirm: '马上挂失',
  },
  restore: { label: '恢复使用', note: '卡找到了，需要本人核验', title: '恢复使用这张卡', text: '卡找到了，用恢复，马上可以用。卡号不变，以前打印的纸质卡也重新有效。', confirm: '恢复使用' },
  close: { label: '注销', note: '不再需要这张卡，需要本人核验', title: '注销这张卡', text: '注销后，这张卡不能再用，医院的看病记录不受影响。以后可以补领。', confirm: '确认注销' },
  reissue: { label: '补领', note: '卡找不回来，需要本人核验', title: '补领健康卡', text: '卡找不回来，用补领，马上可以用。卡号不变，以前打印的纸质卡也重新有效，丢在外面的请尽量找回；用纸质卡看病时，窗口会同时核对身份证。', confirm: '马上补领' },
};

/** A closed card was not lost: nothing is to be found again. */
const REISSUE_CLOSED: MoveWords = {
  label: '补领', note: '又要用这张卡，需要本人核验', title: '补领健康卡', text: '这张卡注销过。补领后马上可以用，卡号不变，以前打印的纸质卡也重新有效。', confirm: '马上补领',
};

export function moveWords(move: CardMove, state: CardState): MoveWords {
  return move === 'reissue' && state === 'closed' ? REISSUE_CLOSED : MOVES[move];
}

/** Said where the state stands, once it is done. A lost or closed card says it itself. */
export const MOVED: Readonly<Record<CardMove, string>> = { 'report-loss': '', restore: '已经恢复。', close: '', reissue: '已经补领。' };

/** Said before anything that needs the person begins. */
export const PRESENCE = {
  need: '办理前，要先确认是您本人。可以刷脸，也可以到医院窗口或找村医确认，任选一种。',
  needMember: '办理前，要先确认是卡的主人本人。可以刷脸，也可以到医院窗口或找村医确认，任选一种。',
  go: '去确认本人',
  confirmed: '刚刚确认过本人的，可以直接办理；超过半小时的，要再确认一次。',
} as const;

export const EVENTS: Readonly<Record<CardEventKind, string>> = {
  claimed: '领取健康卡', bound: '把已有的卡放进卡包', shown: '出示二维码', lost: '挂失', restored: '恢复使用', closed: '注销', reissued: '补领',
  'visit-number-bound': '绑定就诊卡号', 'visit-number-unbound': '解绑就诊卡号', removed: '从卡包移除',
};

export const ACTORS: Readonly<Record<CardEvent['by'], string>> = { self: '本人办理', family: '家人代办', staff: '工作人员办理', authority: '省卡管平台办理' };
