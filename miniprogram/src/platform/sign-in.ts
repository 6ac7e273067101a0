/** The device's part of signing in; the routes are in shared/identity/sign-in.routes.ts, the pages in the identity slice. */

/** `mini-program`: wx.login; `service-account`: WeChat's browser; of other browsers only one of `pc` width shows a code for the phone to scan. */
export type SignInPlace = 'mini-program' | 'service-account' | 'phone' | 'pc';

/** What WeChat's page brought back, and the page (hash address) the person came from. Without a code: they declined there. */
export type Authorization = { readonly code: string | undefined; readonly state: string; readonly comeBackTo: string };

export declare function signInPlace(): SignInPlace;

/** The code of `wx.login`; undefined when WeChat gave none, or on H5. */
export declare function miniProgramCode(): Promise<string | undefined>;

/** The address WeChat shall return to: this page without query and hash. Empty in the mini-program. */
export declare function returnAddress(): string;

/** Leaves for WeChat's authorisation page, remembering the state it must bring back. */
export declare function leaveForAuthorization(leave: { authorizeUrl: string; state: string; comeBackTo: string }): void;

/** Once after coming back; undefined when nobody came back, or with a state this browser never sent (a forged link). */
export declare function takeAuthorization(): Authorization | undefined;
