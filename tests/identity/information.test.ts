/** 查阅复制: all that is held, masked until the person proved to be there. */
import { endActingForMeRoute } from '../../shared/identity/family.routes';
import { bindPhoneRoute, giveConsentRoute, withdrawConsentRoute } from '../../shared/identity/identity.routes';
import { consentText } from '../../shared/identity/consent-texts';
import { PRESENCE_FRESH_SECONDS } from '../../shared/identity/identity.rules';
import { readInformationRoute } from '../../shared/identity/rights.routes';
import { codeOf, openHouse, valueOf, type House, type SignedIn } from './house';
import { CHILD, GRANDMOTHER, MOTHER, present, verified, withAdult, withChild } from './people';

jest.setTimeout(60_000);

let house: House;
let mother: SignedIn;
beforeEach(async () => {
  house = await openHouse();
  mother = await verified(house, 'mother', MOTHER);
  house.wechat.phones.set('phone-code', { countryCode: '86', number: '19900000007' });
  valueOf(await house.ask(bindPhoneRoute, { code: 'phone-code' }, mother));
  await withChild(house, mother, CHILD);
  await withAdult(house, mother, GRANDMOTHER);
});
afterEach(() => house.close());

const information = async () => valueOf(await house.ask(readInformationRoute, {}, mother));

describe('my information', () => {
  it('is masked without a proof of presence, birthdays left out', async () => {
    const read = await information();
    expect(read).toMatchObject({
      accountId: mother.accountId, whole: false, wechatApps: ['mini-program'], phone: '199****0007', sessions: [{ device: 'mini-program' }],
      self: { name: '张*敏', idType: '01', assurance: 'L1' }, family: [{ name: '王*宝', relation: 'child', ground: 'guardian' }, { name: '李*英', relation: 'parent', ground: 'waiting' }],
    });
    for (const secret of [MOTHER, CHILD, GRANDMOTHER].flatMap(({ name, idNumber }) => [name, idNumber])) expect(JSON.stringify(read)).not.toContain(secret);
    expect(JSON.stringify(read)).not.toMatch(/birthday/);
  });

  it('is whole for half an hour after it, the child\'s with it; an adult\'s stays the adult\'s', async () => {
    await present(house, mother);
    expect(await information()).toMatchObject({
      whole: true, phone: '19900000007', self: { ...MOTHER, birthday: '1990-05-17', assurance: 'L2' },
      family: [{ ...CHILD, birthday: '2019-06-01' }, { name: '李*英' }],
    });
    house.clock.now += (PRESENCE_FRESH_SECONDS + 1) * 1000;
    mother = await house.signIn('mother');
    expect(await information()).toMatchObject({ whole: false, self: { name: '张*敏' } });
  });

  it('tells every time something was agreed to or withdrawn', async () => {
    valueOf(await house.ask(withdrawConsentRoute, { purpose: 'face' }, mother));
    mother = await house.signIn('mother');
    valueOf(await house.ask(giveConsentRoute, { purpose: 'face', version: consentText('face').version }, mother));
    mother = await house.signIn('mother');
    expect((await information()).consents.map(({ purpose, act }) => `${purpose} ${act}`)).toEqual(['face withdrawn', 'face given']);
  });

  it('tells what was said yes to on another\'s phone, too, and that it was taken back', async () => {
    const [{ memberId } = { memberId: '' }] = (await information()).family.filter(({ relation }) => relation === 'parent');
    await present(house, mother, memberId);
    const grandmother = await verified(house, 'grandmother', GRANDMOTHER);
    const said = async () => valueOf(await house.ask(readInformationRoute, {}, grandmother)).consents.map(({ purpose, act }) => `${purpose} ${act}`);
    expect(await said()).toEqual(['acting given', 'face given']);
    valueOf(await house.ask(endActingForMeRoute, { memberId }, grandmother));
    expect(await said()).toEqual(['acting given', 'face given', 'acting withdrawn']);
  });

  it('of somebody who only signed in is little, and said so', async () => {
    mother = await house.signIn('newcomer');
    const read = await information();
    expect(read).toMatchObject({ whole: false, consents: [], family: [] });
    expect(read.self).toBeUndefined();
  });

  it('is not shown while the audit entry cannot be written', async () => {
    house.switches.auditFails = true;
    expect(codeOf(await house.ask(readInformationRoute, {}, mother))).toBe('server/error');
    house.switches.auditFails = false;
    expect(codeOf(await house.ask(readInformationRoute, {}, mother))).toBe('ok');
    expect(house.audit.at(-1)).toMatchObject({ subject: mother.accountId, action: 'identity.read-information', ground: 'self' });
  });
});
