/** WeChat's health-card plug-in: there where the build declares it (`HEALTH_CARD_PLUGIN`, its version), and in the mini-program only. */
import type { PlugInCode } from './health-card-answers';

/** The user's code for the outside open platform. */
export declare function healthCardCode(): Promise<PlugInCode>;

/** Opens the page that puts the card of this order into WeChat's wallet; false where it cannot be opened. */
export declare function takeMsCard(orderId: string): Promise<boolean>;
