import { codeFrom, walletAddress, type HealthCardPlugIn, type PlugInCode } from './health-card-answers';

type NavigateTo = (options: { url: string; success: () => void; fail: () => void }) => void;

declare function requirePlugin(name: string): HealthCardPlugIn | undefined;
declare const wx: { navigateTo: NavigateTo };

/** Not even required where the build does not declare it. */
export function healthCardCode(): Promise<PlugInCode> {
  if (!process.env.HEALTH_CARD_PLUGIN) return Promise.resolve({ kind: 'unavailable' });
  return codeFrom(() => requirePlugin('healthCardPlugins'));
}

export function takeMsCard(orderId: string): Promise<boolean> {
  // The page with a web view that a channel's build brings, for a business domain that is registered.
  const page = process.env.HEALTH_CARD_WEB_PAGE;
  if (!page) return Promise.resolve(false);
  const url = `${page}?url=${encodeURIComponent(walletAddress(orderId, 'back'))}`;
  return new Promise((resolve) => { wx.navigateTo({ url, success: () => { resolve(true); }, fail: () => { resolve(false); } }); });
}
