/** The words of scanning a kiosk. */
import type { RefusalCode } from '@shared/kernel/route';
import type { authoriseKioskRoute, readKioskRoute } from '@shared/open-platform/kiosk.routes';

/** Why it does not go on, and what to do next. */
export const KIOSK_REFUSALS: Readonly<Record<RefusalCode<typeof readKioskRoute | typeof authoriseKioskRoute>, string>> = {
  'consent/needed': '在自助机上用卡要用到姓名和证件号码，需要您先看一下说明，同意后再办。',
  'open-platform/kiosk-unknown': '自助机上的二维码已经过期。请在自助机上刷新后，再扫一次。',
  'open-platform/kiosk-ended': '这个二维码已经有人用过了。请在自助机上刷新后，再扫一次。',
  'card/unknown': '卡包里没有这张卡，它可能已经移除。请重新选择。',
  'card/lost': '这张卡已经挂失，不能使用。请先在卡包里恢复或补领。',
  'card/closed': '这张卡已经注销，不能使用。请换一张卡。',
};
