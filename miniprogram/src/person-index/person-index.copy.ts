/** The words of the person index: for the registrar (主索引管理员), who sees documents and no cards. */
import type { listKnownDocumentsRoute, mergePersonsRoute, reverseMergeRoute } from '@shared/person-index/person-index.routes';
import type { MergeEvidence } from '@shared/person-index/person-index.schema';
import type { RefusalCode } from '@shared/kernel/route';

export const PERSONS = {
  title: '居民主索引',
  lead: '同一个人用两种证件登记过，核对后合并成一个人。合并错了，可以撤销。',
  signInTitle: '请先登录', signInText: '用有主索引管理员岗位的微信登录。', signIn: '去登录',
  notRegistrarTitle: '这里由主索引管理员使用', notRegistrarText: '您的岗位没有这项业务。领卡、用卡请回到首页。', home: '回到首页',
  survivor: '身份一：合并后保留', merged: '身份二：并入身份一',
  find: '查询',
  found: (title: string, name: string) => `${title}（${name}）`, otherDocument: '换一份证件查',
  inUse: '在用', until: (day: string) => `用到 ${day}`, since: (day: string) => `${day} 起`,
  merges: '合并记录', noMerges: '没有合并过',
  mergedAt: (at: string) => `${at} 合并`, reversedAt: (at: string, reason: string) => `${at} 已撤销：${reason}`,
  evidence: '合并依据', evidenceMissing: '请选择合并依据',
  merge: '合并成一个人', askTitle: '确定是同一个人吗？',
  askText: '合并后，两份证件查到的是同一个人，同一张健康卡。请确认两份材料都核对过。', confirm: '确定合并',
  mergedTitle: '已合并', mergedText: (mergeId: string) => `合并编号 ${mergeId}。要撤销时，查询其中任何一份证件就能找到。`, another: '再办一项',
  reverse: '撤销这次合并', reverseAbout: (mergeId: string) => `编号 ${mergeId}`,
  reverseTitle: '撤销合并', reverseText: '撤销后，两份证件又各是一个人。病历和健康卡都不会丢。',
  reason: '撤销原因', reasonHint: '例如：核对后不是同一个人。原因会保存。', reasonMissing: '请写明原因，至少两个字', reverseConfirm: '确定撤销', reversed: '已撤销，下面是最新的记录。',
} as const;

export const EVIDENCE: Readonly<Record<MergeEvidence, string>> = {
  'both-documents-seen': '两份证件原件都看过，是同一个人',
  'register-says-same': '户籍登记证明是同一个人',
  'birth-certificate-to-citizen-number': '出生医学证明换成了身份证号码',
  'permit-renewed': '通行证或居留证换发了新号码',
};

export const PERSON_REFUSALS: Readonly<Record<RefusalCode<typeof mergePersonsRoute | typeof reverseMergeRoute | typeof listKnownDocumentsRoute>, string>> = {
  'persons/document-not-valid': '姓名或号码的格式不对，请照证件原件核对。',
  'persons/document-unknown': '主索引里没有查到。请照证件原件核对姓名和号码，姓名要和登记时一致。',
  'persons/contradict': '两个号码里的出生日期或性别不一样，不像同一个人。只有姓名相同、户籍登记证明写明号码更正过的，才能合并。',
  'persons/same-already': '这两份证件已经是同一个人，不用合并。',
  'persons/not-registrar': '您的岗位不能办这项业务，请由主索引管理员办理。',
  'persons/merge-unknown': '没有找到这次合并，请重新查询。',
  'persons/merge-reversed-already': '这次合并已经撤销过了，请重新查询。',
  'persons/merged-again-since': '这次合并以后又合并过，请先撤销后面的那次。',
};
