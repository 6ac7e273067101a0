import { decideInvitationRoute, openInvitationRoute, readInvitationRoute } from '../../shared/identity/family.routes';
import {
  beginFaceCheckRoute, bindPhoneRoute, confirmPresenceRoute, finishFaceCheckRoute, giveConsentRoute, openCounterCodeRoute, readConsentTextsRoute, readMeRoute,
  verifyRealNameRoute, withdrawConsentRoute,
} from '../../shared/identity/identity.routes';
import { consentText } from '../../shared/identity/consent-texts';
import { renewSessionRoute } from '../../shared/identity/sign-in.routes';
import { codeOf, openHouse, POST, valueOf, type House } from './house';
import { citizen, FATHER, GRANDMOTHER, MOTHER, verified, withAdult, withChild } from './people';

jest.setTimeout(60_000);

let house: House;
beforeAll(async () => { house = await openHouse(); });
afterAll(() => house.close());

describe('a consent', () => {
  it('is read by anyone before it is given', async () => {
    const { items } = valueOf(await house.ask(readConsentTextsRoute, {}));
    expect(items.map(({ purpose }) => purpose)).toEqual(['privacy', 'sensitive', 'face', 'child']);
  });

  it('makes the old token stale, and the renewed one carries it', async () => {
    const who = await house.signIn('user-consent');
    const account = valueOf(await house.ask(giveConsentRoute, { purpose: 'privacy', version: consentText('privacy').version }, who));
    expect(account.consents.find(({ purpose }) => purpose === 'privacy')).toMatchObject({ agreedVersion: consentText('privacy').version });
    expect(codeOf(await house.ask(readMeRoute, {}, who))).toBe('session/expired');
    house.clock.now += 1;
    const renewed = valueOf(await house.ask(renewSessionRoute, { refreshToken: who.refreshToken }));
    expect(codeOf(await house.ask(readMeRoute, {}, { ...who, token: renewed.accessToken }))).toBe('ok');
  });

  it('withdrawn takes effect at once: nothing that needs it is answered or held', async () => {
    const who = await verified(house, 'user-withdraw', MOTHER);
    valueOf(await house.ask(withdrawConsentRoute, { purpose: 'sensitive' }, who));
    const after = await house.signIn('user-withdraw');
    expect(codeOf(await house.ask(verifyRealNameRoute, MOTHER, after))).toBe('consent/needed');
    expect((await house.window.groundsOf(who.accountId)).size).toBe(0);
    expect(await house.window.holderOf(who.accountId)).toMatchObject({ ok: false, refusal: { code: 'family/not-consented' } });
    expect((await house.notices(who.accountId)).at(-1)).toMatchObject({ kind: 'consent-withdrawn', facts: { purpose: 'sensitive' } });
    const shown = valueOf(await house.ask(readMeRoute, {}, after)).consents.find(({ purpose }) => purpose === 'sensitive');
    expect(shown).toMatchObject({ withdrawnAt: expect.any(String) });
    expect(shown).not.toHaveProperty('agreedVersion');
    valueOf(await house.ask(giveConsentRoute, { purpose: 'sensitive', version: consentText('sensitive').version }, after));
    expect((await house.window.groundsOf(who.accountId)).get('self')?.ground).toBe('self');
  });

  it('withdrawn, sends and shows the name to nobody any more: no invitation, no number for the counter, and those under way are over', async () => {
    const son = await verified(house, 'user-son', FATHER);
    const memberId = await withAdult(house, son);
    const { token } = valueOf(await house.ask(openInvitationRoute, { memberId }, son));
    const { code } = valueOf(await house.ask(openCounterCodeRoute, { memberId }, son));
    valueOf(await house.ask(withdrawConsentRoute, { purpose: 'sensitive' }, son));
    const after = await house.signIn('user-son');
    expect(codeOf(await house.ask(openInvitationRoute, { memberId }, after))).toBe('consent/needed');
    expect(codeOf(await house.ask(openCounterCodeRoute, { memberId }, after))).toBe('consent/needed');
    const mother = await verified(house, 'user-invited', GRANDMOTHER);
    expect(codeOf(await house.ask(readInvitationRoute, { token }, mother))).toBe('family/invitation-not-valid');
    expect(codeOf(await house.ask(decideInvitationRoute, { token, accept: false }, mother))).toBe('family/invitation-not-valid');
    await house.window.appoint('union-clerk', POST);
    expect(codeOf(await house.ask(confirmPresenceRoute, { code, ...GRANDMOTHER }, await house.signIn('clerk')))).toBe('presence/code-not-valid');
  });

  it('to a face check, withdrawn while one is under way, ends it: nothing is asked of WeChat, and nobody is lifted', async () => {
    const who = await verified(house, 'user-face', citizen('贾静', '1990-01-01', 90));
    const { checkId } = valueOf(await house.ask(beginFaceCheckRoute, {}, who));
    house.wechat.play(checkId, 'passed');
    valueOf(await house.ask(withdrawConsentRoute, { purpose: 'face' }, who));
    const after = await house.signIn('user-face');
    expect(codeOf(await house.ask(finishFaceCheckRoute, { checkId }, after))).toBe('consent/needed');
    expect(valueOf(await house.ask(readMeRoute, {}, after)).realName?.assurance).toBe('L1');
  });

  it('for a child, withdrawn, stops acting for children under 14 only', async () => {
    const who = await verified(house, 'user-child-consent', MOTHER);
    const memberId = await withChild(house, who);
    valueOf(await house.ask(withdrawConsentRoute, { purpose: 'child' }, who));
    expect([...(await house.window.groundsOf(who.accountId)).keys()]).toEqual(['self']);
    expect(await house.window.holderOf(who.accountId, memberId)).toMatchObject({ ok: false, refusal: { code: 'family/not-consented' } });
  });

  it('that was never given may be withdrawn without a trace', async () => {
    const who = await house.signIn('user-nothing');
    valueOf(await house.ask(withdrawConsentRoute, { purpose: 'face' }, who));
    expect(await house.notices(who.accountId)).toEqual([]);
  });

  it('is kept with its version and both its times', async () => {
    const who = await house.signIn('user-history');
    valueOf(await house.ask(giveConsentRoute, { purpose: 'face', version: consentText('face').version }, who));
    valueOf(await house.ask(withdrawConsentRoute, { purpose: 'face' }, await house.signIn('user-history')));
    const { items } = await house.store.query('test-identity', { pk: `consent-acts#${who.accountId}` });
    expect(items.map(({ act, textVersion }) => [act, textVersion])).toEqual([['given', consentText('face').version], ['withdrawn', consentText('face').version]]);
  });
});

describe('a phone number', () => {
  it('is taken from WeChat, shown masked and rests sealed', async () => {
    const who = await house.consenting('user-phone');
    house.wechat.phones.set('phone-code', { countryCode: '86', number: '19900000007' });
    expect(valueOf(await house.ask(bindPhoneRoute, { code: 'phone-code' }, who)).maskedPhone).toBe('199****0007');
    expect(JSON.stringify(await house.engine.call('Scan', { TableName: 'test-identity' }))).not.toContain('19900000007');
  });
});
