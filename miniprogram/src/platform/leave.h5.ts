import { miniCalls } from './mini-page';

/** What WeChat puts into its pages. Its JS-SDK is a script of another host, which our pages may not load, and asks this. */
type Bridge = { invoke(api: 'invokeMiniProgramAPI', call: { readonly name: string; readonly arg: object }, done: () => void): void };
const host = window as unknown as { readonly WeixinJSBridge?: Bridge; readonly __wxjs_environment?: string };

const WEB = /^https?:/;

function inMiniProgram(): boolean {
  return host.__wxjs_environment === 'miniprogram' || /miniProgram/i.test(navigator.userAgent);
}

function ask(address: string): void {
  for (const call of miniCalls(address)) host.WeixinJSBridge?.invoke('invokeMiniProgramAPI', call, () => undefined);
}

export function leaveFor(address: string): boolean {
  if (!WEB.test(address)) {
    if (host.WeixinJSBridge) ask(address);
    else document.addEventListener('WeixinJSBridgeReady', () => { ask(address); }, { once: true });
    return false;
  }
  // Back does not lead to a page whose code was used.
  location.replace(address);
  return true;
}

export function canLeaveFor(address: string): boolean {
  return WEB.test(address) || inMiniProgram();
}

export function cameFromMiniProgram(): string | undefined {
  return undefined;
}
