import { walletAddress, type PlugInCode } from './health-card-answers';

/** A browser page has no plug-ins. */
export const hasHealthCardPlugIn = false;

export function hearPlugIn(): void {
  // There is none.
}

export function hasWallet(): boolean {
  return navigator.userAgent.includes('MicroMessenger');
}

export function healthCardCode(): Promise<PlugInCode> {
  return Promise.resolve({ kind: 'unavailable' });
}

export function takeMsCard(orderId: string): Promise<boolean> {
  location.assign(walletAddress(orderId, location.href));
  return Promise.resolve(true);
}
