/** The words of the bind page. */
import type { RefusalCode } from '@shared/kernel/route';
import type { chooseFilingCardRoute, FilingEnding, issueFilingCardRoute, newFilingPatientRoute, readFilingRoute } from '@shared/open-platform/filing.routes';

type FilingRoute = typeof readFilingRoute | typeof chooseFilingCardRoute | typeof newFilingPatientRoute | typeof issueFilingCardRoute;

type Ended = { readonly icon: 'done' | 'document' | 'warning'; readonly title: string; readonly text: string };

/** How it ended, told to who opens the page again. */
export const FILING_ENDED: Readonly<Record<FilingEnding, Ended>> = {
  done: { icon: 'done', title: '这次建档已经办完', text: '健康卡已经交给医院。请回到医院的页面查看。' },
  form: { icon: 'document', title: '这一步已经办过', text: '已经为您打开过医院的表格，建档还没有办完。请回到医院的页面填写；找不到表格的，请从医院的页面重新开始。' },
  'sent-back': { icon: 'warning', title: '还没有建档', text: '您选了“信息有误，返回修改”，没有领卡。请回到医院的页面，改好后重新提交。' },
  'not-issued': { icon: 'warning', title: '还没有建档', text: '填写的信息没有核对上，没有领卡。请回到医院的页面核对姓名和证件号码，改好后重新提交。' },
};

/** Why it does not go on, and what to do next. */
export const FILING_REFUSALS: Readonly<Record<RefusalCode<FilingRoute>, string>> = {
  'consent/needed': '建档要用到姓名和证件号码，需要您先看一下说明，同意后再办。',
  'open-platform/filing-unknown': '这次建档已经过期，或不是发给您的。请回到医院的页面重新开始。',
  'open-platform/filing-ended': '这一步已经办过了，不用再点。请回到医院的页面查看。',
  'card/unknown': '卡包里没有这张卡，它可能已经移除。请重新选择。',
  'card/lost': '这张卡已经挂失，不能使用。请先在卡包里恢复或补领。',
  'card/closed': '这张卡已经注销，不能使用。请换一张卡。',
  'card/authority-unavailable': '省卡管平台暂时连不上，请过几分钟再试。急着看病的，请带身份证到窗口。',
};
