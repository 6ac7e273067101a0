/** WeChat's health-card plug-in: there where the build declares it (`HEALTH_CARD_PLUGIN`, its version), and in the mini-program only. */
import type { PlugInCode } from './health-card-answers';

/** The user's code for the outside open platform. */
export declare function healthCardCode(): Promise<PlugInCode>;

/** The plug-in's components can be shown. */
export declare const hasHealthCardPlugIn: boolean;

/** Lets the events of the plug-in's components be heard: their names have capitals, and Taro listens in small letters. */
export declare function hearPlugIn(): void;

/** A card of the outside platform can be put into WeChat's wallet from here: in a channel's mini-program, and in WeChat's own browser. */
export declare function hasWallet(): boolean;

/** Opens the page that puts the card of this order into WeChat's wallet: on H5 the platform's, else the page of ours that shows it. False where it does not open. */
export declare function takeMsCard(orderId: string, ourPage: string): Promise<boolean>;
