/** The words of the console for uses of cards. */
export const USES = {
  title: '最近14天的用卡', lead: (count: number) => `共${count}次，各应用的上报和扫码都算；扫码后又上报的只算一次。`, none: '最近14天没有用卡。扫码或上报以后，这里会有每天的数字。',
  byDay: '每天的用卡', byStep: '各院区、各环节的用卡', day: '日期', place: '医院或院区', step: '环节', count: '次数', noStep: '没写环节', stepWith: (word: string, scene: string) => `${word} ${scene}`,
} as const;

/** 5.4, those that all sources agree on. */
export const STEPS: Readonly<Record<string, string>> = {
  '010101': '挂号', '0101011': '预约挂号', '0101012': '当日挂号', '0101013': '挂号记录', '0101014': '预约导诊', '010102': '诊断', '0101021': '排队候诊', '010103': '取药', '010104': '检查',
  '010105': '收费', '0101051': '门诊缴费', '0101052': '门诊缴费记录', '0101053': '住院缴费', '0101054': '住院缴费记录', '010106': '开方', '010107': '手术', '010108': '取（查询）报告', '010109': '住院',
};
