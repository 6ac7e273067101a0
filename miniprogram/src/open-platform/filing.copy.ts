/** The words of the bind page. */
import type { RefusalCode } from '@shared/kernel/route';
import type { chooseFilingCardRoute, issueFilingCardRoute, newFilingPatientRoute, readFilingRoute } from '@shared/open-platform/filing.routes';

type FilingRoute = typeof readFilingRoute | typeof chooseFilingCardRoute | typeof newFilingPatientRoute | typeof issueFilingCardRoute;

/** Why it does not go on, and what to do next. */
export const FILING_REFUSALS: Readonly<Record<RefusalCode<FilingRoute>, string>> = {
  'consent/needed': '建档要用到姓名和证件号码，需要您先看一下说明，同意后再办。',
  'open-platform/filing-unknown': '这次建档已经过期，或不是发给您的。请回到医院的页面重新开始。',
  'open-platform/filing-ended': '这次建档已经办完了。请回到医院的页面查看。',
  'card/unknown': '卡包里没有这张卡，它可能已经移除。请重新选择。',
  'card/lost': '这张卡已经挂失，不能使用。请先在卡包里恢复或补领。',
  'card/closed': '这张卡已经注销，不能使用。请换一张卡。',
  'card/authority-unavailable': '省卡管平台暂时连不上，请过几分钟再试。急着看病的，请带身份证到窗口。',
};
