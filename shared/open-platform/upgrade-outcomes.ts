/** What became of a row of an upgrade, and what the hospital can do about it. On the report as `outcome` with these words. */

export const UPGRADE_OUTCOMES = {
  ready: '可以升级',
  uncertain: '匹配不确定：核对括号中的列后，可用minConfidence接受这一置信度以上的行',
  'has-card': '已有电子健康卡：正式执行时只关联就诊号',
  'card-lost': '电子健康卡已挂失：请本人先解挂或补发',
  'card-closed': '电子健康卡已注销：请本人重新领卡',
  'name-differs': '姓名与证件号码不一致：请核对证件原件',
  'not-in-register': '人口库中查无此证件：请核对号码',
  deceased: '证件持有人已登记死亡',
  'document-invalid': '证件号码不合规则：请核对证件原件',
  'guardian-needed': '无证件新生儿不能批量升级：请父母到窗口办理',
  'row-invalid': '括号中的列缺失或不合规则',
  'row-not-readable': '这一行读不出来：检查引号、列数和编码',
  'duplicate-row': '与前面的某一行是同一个人的同一个就诊号',
  'patid-of-another': '就诊号是他人的（已关联，或名单前面另有其人）：先在HIS核对',
  'not-answered': '卡管平台没有应答：再次执行时重试',
  issued: '已预制，等待本人激活',
  bound: '已有电子健康卡，就诊号已关联',
  withdrawn: '已撤回',
  kept: '居民已确认，保留',
  'kept-for-others': '本批次的关联和链接已撤回；其它医院或批次也为他预制了这张卡，卡和它们的就诊号、链接保留',
  nothing: '没有执行过，无需撤回',
} as const;
export type UpgradeOutcome = keyof typeof UPGRADE_OUTCOMES;

/** Words for the report, and in parentheses the columns they speak of. */
export function outcomeWords(outcome: UpgradeOutcome, field?: string): string {
  return field ? `${UPGRADE_OUTCOMES[outcome]}(${field})` : UPGRADE_OUTCOMES[outcome];
}

/** Refusals of the authority by the same name. */
export const OUTCOMES_OF_REFUSALS = {
  'card-lost': 'card-lost', 'card-closed': 'card-closed', 'name-does-not-match': 'name-differs', 'not-in-register': 'not-in-register', deceased: 'deceased',
  'guardian-does-not-match': 'guardian-needed', 'authority-unavailable': 'not-answered',
} as const satisfies Record<string, UpgradeOutcome>;
