import { hooks } from '@tarojs/shared';
import { codeFrom, type HealthCardPlugIn, type PlugInCode } from './health-card-answers';

type NavigateTo = (options: { url: string; success: () => void; fail: () => void }) => void;

declare function requirePlugin(name: string): HealthCardPlugIn | undefined;
declare const wx: { navigateTo: NavigateTo };

export const hasHealthCardPlugIn = Boolean(process.env.HEALTH_CARD_PLUGIN);

let hearing = false;
export function hearPlugIn(): void {
  if (hearing) return;
  hearing = true;
  hooks.tap('modifyMpEvent', (event) => { event.type = event.type.toLowerCase(); });
}

/** The page that shows the platform's is in the builds with the plug-in. */
export function hasWallet(): boolean {
  return hasHealthCardPlugIn;
}

/** Not even required where the build does not declare it. */
export function healthCardCode(): Promise<PlugInCode> {
  if (!process.env.HEALTH_CARD_PLUGIN) return Promise.resolve({ kind: 'unavailable' });
  return codeFrom(() => requirePlugin('healthCardPlugins'));
}

export function takeMsCard(_orderId: string, ourPage: string): Promise<boolean> {
  return new Promise((resolve) => { wx.navigateTo({ url: ourPage, success: () => { resolve(true); }, fail: () => { resolve(false); } }); });
}
