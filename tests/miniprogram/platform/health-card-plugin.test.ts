import { chosenCard, codeFrom, codeOfAuthorisation, walletAddress } from '../../../miniprogram/src/platform/health-card-answers';
import type { healthCardCode, takeMsCard } from '../../../miniprogram/src/platform/health-card-plugin';
import * as inBrowser from '../../../miniprogram/src/platform/health-card-plugin.h5';
import * as inWechat from '../../../miniprogram/src/platform/health-card-plugin.weapp';
import { healthCardPlugInDouble } from '../../doubles/health-card-plugin';

describe('the health-card plug-in', () => {
  it('gives a code for the user, a new one each time', async () => {
    const plugIn = healthCardPlugInDouble();
    const answers = [await codeFrom(() => plugIn), await codeFrom(() => plugIn)];
    expect(answers).toEqual(plugIn.codes.map((wechatCode) => ({ kind: 'code', wechatCode })));
    expect(new Set(plugIn.codes).size).toBe(2);
    expect(plugIn.asked[0]).toEqual({ wechatCode: true });
  });

  it('says when the user has to authorise first', async () => {
    const plugIn = Object.assign(healthCardPlugInDouble(), { authorised: false });
    expect(await codeFrom(() => plugIn)).toEqual({ kind: 'to-login' });
  });

  it('that breaks, or answers something else, gives nothing', async () => {
    const broken = Object.assign(healthCardPlugInDouble(), { broken: true });
    expect(await codeFrom(() => broken)).toEqual({ kind: 'refused' });
    for (const answer of [undefined, 'text', { result: null }, { result: { wechatCode: '' } }]) {
      expect(await codeFrom(() => ({ login: (done) => { done(true, answer); } }))).toEqual({ kind: 'refused' });
    }
    expect(await codeFrom(() => ({ login: (done) => { done(false, undefined); } }))).toEqual({ kind: 'refused' });
  });

  it('that is not declared is not available', async () => {
    expect(await codeFrom(() => { throw new Error('plugin "healthCardPlugins" is not declared'); })).toEqual({ kind: 'unavailable' });
    expect(await codeFrom(() => undefined)).toEqual({ kind: 'unavailable' });
  });
});

type Adapter = { readonly healthCardCode: typeof healthCardCode; readonly takeMsCard: typeof takeMsCard; readonly hasHealthCardPlugIn: boolean; readonly hasWallet: () => boolean };
const adapters: Readonly<Record<'weapp' | 'h5', Adapter>> = { weapp: inWechat, h5: inBrowser };

/** What a channel's build and WeChat bring. */
function onPhone(build: Partial<NodeJS.ProcessEnv>, given: Readonly<Record<string, unknown>>) {
  Object.assign(process.env, build);
  Object.assign(globalThis, given);
}
afterEach(() => { onPhone({ HEALTH_CARD_PLUGIN: '' }, { requirePlugin: undefined, wx: undefined, location: undefined, navigator: undefined }); });

describe('a channel\'s build', () => {
  it('asks the plug-in that it declares, by its name', async () => {
    const plugIn = healthCardPlugInDouble();
    onPhone({ HEALTH_CARD_PLUGIN: '3.50.1' }, { requirePlugin: (name: string) => (name === 'healthCardPlugins' ? plugIn : undefined) });
    expect(await adapters.weapp.healthCardCode()).toEqual({ kind: 'code', wechatCode: plugIn.codes[0] });
  });

  it('opens the page of ours that shows the wallet\'s, and says when it could not', async () => {
    const opened: string[] = [];
    const wx = (end: 'success' | 'fail') => ({ navigateTo: (options: { url: string; success: () => void; fail: () => void }) => { opened.push(options.url); options[end](); } });
    onPhone({}, { wx: wx('success') });
    expect(await adapters.weapp.takeMsCard('O1', '/card/pages/in-wallet/index?order=O1')).toBe(true);
    expect(opened).toEqual(['/card/pages/in-wallet/index?order=O1']);
    onPhone({}, { wx: wx('fail') });
    expect(await adapters.weapp.takeMsCard('O1', '/card/pages/in-wallet/index?order=O1')).toBe(false);
  });

  it('goes there from a browser page and comes back to it', async () => {
    const went: string[] = [];
    onPhone({}, { location: { href: 'https://h.example/#/card', assign: (to: string) => { went.push(to); } } });
    expect(await adapters.h5.takeMsCard('O1', '/unused')).toBe(true);
    expect(went).toEqual([walletAddress('O1', 'https://h.example/#/card')]);
  });
});

describe('a build that declares no plug-in', () => {
  it('does not require it, in the mini-program nor in the browser', async () => {
    expect(await adapters.weapp.healthCardCode()).toEqual({ kind: 'unavailable' });
    expect(await adapters.h5.healthCardCode()).toEqual({ kind: 'unavailable' });
  });

  it('shows nothing of it, nor of the wallet', () => {
    expect([adapters.weapp.hasHealthCardPlugIn, adapters.weapp.hasWallet(), adapters.h5.hasHealthCardPlugIn]).toEqual([false, false, false]);
  });

  it('has the wallet in WeChat\'s own browser, and in no other', () => {
    const browser = (userAgent: string) => { onPhone({}, { navigator: { userAgent } }); return adapters.h5.hasWallet(); };
    expect([browser('Mozilla/5.0 MicroMessenger/8.0.50'), browser('Mozilla/5.0 Chrome/120')]).toEqual([true, false]);
  });
});

describe('the components of the plug-in', () => {
  it.each([{ result: { wechatCode: 'A1' } }, { wechatCode: 'A1' }])('bring the code with the event, in either form', (detail) => {
    expect(codeOfAuthorisation(detail)).toEqual({ kind: 'code', wechatCode: 'A1' });
  });

  it('tell which card was chosen, that another is wanted, or that the user does not authorise', () => {
    expect(chosenCard({ healthCode: 'F0E1' })).toEqual({ kind: 'chosen', healthCode: 'F0E1' });
    expect(chosenCard({ healthCode: '0' })).toEqual({ kind: 'add-card' });
    expect([chosenCard({ healthCode: '-1' }), chosenCard({}), chosenCard(undefined)]).toEqual(Array(3).fill({ kind: 'declined' }));
  });
});

describe('the way into WeChat\'s wallet', () => {
  it('is the platform\'s page with the order, and the way back encoded', () => {
    expect(walletAddress('O1', 'back')).toBe('https://health.tengmed.com/open/takeMsCard?order_id=O1&redirect_uri=back');
    expect(walletAddress('O&1', 'https://h.example/#/card?a=1')).toBe('https://health.tengmed.com/open/takeMsCard?order_id=O%261&redirect_uri=https%3A%2F%2Fh.example%2F%23%2Fcard%3Fa%3D1');
  });
});
