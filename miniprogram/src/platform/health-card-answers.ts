/** What WeChat's health-card plug-in (`healthCardPlugins`) says, read from its callbacks and the events of its components. */

/**
 * `code`: registers a card at the outside open platform, once. `to-login`: the user has to authorise first, in the plug-in's
 * `health-card-login`. `refused`: the plug-in gave nothing. `unavailable`: there is no plug-in here.
 */
export type PlugInCode =
  | { readonly kind: 'code'; readonly wechatCode: string }
  | { readonly kind: 'to-login' | 'refused' | 'unavailable' };

/** What the user did in `health-card-users`: chose a card (一键授权), wants another one, or does not authorise. */
export type ChosenCard = { readonly kind: 'chosen'; readonly healthCode: string } | { readonly kind: 'add-card' | 'declined' };

export type HealthCardPlugIn = { login(done: (isOk: boolean, answer: unknown) => void, options: { readonly wechatCode: true }): void };

/** Asks the plug-in for the user's code. A plug-in that is not declared throws when it is required; one that breaks gives nothing. */
export function codeFrom(plugIn: () => HealthCardPlugIn | undefined): Promise<PlugInCode> {
  return new Promise((resolve) => {
    const found = tried(plugIn);
    if (!found) resolve({ kind: 'unavailable' });
    else if (tried(() => { found.login((isOk, answer) => { resolve(codeOf(isOk, answer)); }, { wechatCode: true }); return true; }) === undefined) resolve({ kind: 'refused' });
  });
}

function tried<Made>(make: () => Made): Made | undefined {
  try {
    return make();
  } catch {
    return undefined;
  }
}

function codeOf(isOk: boolean, answer: unknown): PlugInCode {
  const result = member(answer, 'result');
  if (!isOk) return { kind: member(result, 'toLogin') === true ? 'to-login' : 'refused' };
  const wechatCode = filled(result, 'wechatCode');
  return wechatCode === undefined ? { kind: 'refused' } : { kind: 'code', wechatCode };
}

/** `authSuccess` of `health-card-login`: its detail carries the same result as the callback. */
export function codeOfAuthorisation(detail: unknown): PlugInCode {
  const inResult = codeOf(true, detail);
  return inResult.kind === 'code' ? inResult : codeOf(true, { result: detail });
}

/** `select` of `health-card-users`, or the code its page brings back: `0` is "add a card", `-1` "do not authorise". */
export function chosenCard(detail: unknown): ChosenCard {
  const healthCode = filled(detail, 'healthCode');
  if (healthCode === '0') return { kind: 'add-card' };
  return healthCode === undefined || healthCode === '-1' ? { kind: 'declined' } : { kind: 'chosen', healthCode };
}

const WALLET_PAGE = 'https://health.tengmed.com/open/takeMsCard';

/** The page that puts a card into WeChat's wallet (卡包). `comeBackTo`: an address on H5; in the mini-program a page's path, or the word `back`. */
export function walletAddress(orderId: string, comeBackTo: string): string {
  return `${WALLET_PAGE}?order_id=${encodeURIComponent(orderId)}&redirect_uri=${encodeURIComponent(comeBackTo)}`;
}

function member(of: unknown, name: string): unknown {
  return typeof of === 'object' && of !== null ? (of as Record<string, unknown>)[name] : undefined;
}

function filled(of: unknown, name: string): string | undefined {
  const value = member(of, name);
  return typeof value === 'string' && value !== '' ? value : undefined;
}
