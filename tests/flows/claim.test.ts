import { listMessagesRoute } from '../../shared/messages/messages.routes';
import { checkClaimRoute, claimCardRoute, listCardsRoute, refreshPackageRoute, showCodeRoute } from '../../shared/card/card.routes';
import { readMeRoute, verifyRealNameRoute } from '../../shared/identity/identity.routes';
import { openTown, type Town } from '../rig/open-town';
import { makePhone, verifiedPhone } from '../rig/phone';

describe('a resident claims a card', () => {
  let town: Town;
  beforeAll(async () => {
    town = await openTown();
  }, 30_000);
  afterAll(() => town.end());

  it('from a tap in the mini-program to a code on the screen, and is told so in the inbox', async () => {
    const phone = makePhone(town);
    await phone.signIn('wx-zhang-wei');
    expect(await phone.send(claimCardRoute, {})).toMatchObject({ status: 403, problem: { code: 'consent/needed' } });
    await phone.consent('privacy', 'sensitive');
    expect(await phone.send(claimCardRoute, {})).toMatchObject({ status: 403, problem: { code: 'identity/real-name-needed' } });
    const zhang = town.person('zhang-wei');
    expect(await phone.verify(zhang)).toMatchObject({ assurance: 'L1', idType: '01' });
    expect(await phone.must(checkClaimRoute, {})).toEqual({ state: 'none' });
    const card = await phone.must(claimCardRoute, {});
    expect(card).toMatchObject({ state: 'active', origin: 'issued', isDefault: true });
    expect(card.healthCardId).toMatch(/^[0-9A-F]{64}$/);
    const code = await phone.must(showCodeRoute, { cardId: card.cardId, kind: 'dynamic' });
    expect(code.text).toMatch(new RegExp(`^${card.healthCardId}:0:[0-9a-fA-F]{32}$`));
    await town.idle();
    const { items } = await phone.must(listMessagesRoute, {});
    expect(items.map(({ kind }) => kind).sort()).toEqual(['card-claimed', 'real-name-verified']);
    expect(JSON.stringify(await phone.must(listCardsRoute, {}))).not.toContain(zhang.idNumber);
  });

  it('gets the same card when claiming again, and never a second one', async () => {
    const phone = await verifiedPhone(town, town.person('li-na'));
    const [first, second] = [await phone.must(claimCardRoute, {}), await phone.must(claimCardRoute, {})];
    expect(second.cardId).toBe(first.cardId);
    expect((await phone.must(listCardsRoute, {})).items).toHaveLength(1);
  });

  it('activates by claiming what was made ahead in a batch, which is in no package before', async () => {
    const zhou = town.person('zhou-min');
    const document = { type: '01', number: zhou.idNumber } as const;
    const ahead = await town.foundations.clients.authority.register({ name: zhou.name, document, appliedBy: 'batch' }, 'batch-1');
    expect(ahead).toMatchObject({ ok: true, value: { state: 'pending', already: false } });
    const phone = await verifiedPhone(town, zhou);
    expect((await phone.must(refreshPackageRoute, {})).items).toEqual([]);
    expect(await phone.must(checkClaimRoute, {})).toEqual({ state: 'none' });
    const card = await phone.must(claimCardRoute, {});
    expect(card).toMatchObject({ state: 'active', origin: 'issued', healthCardId: ahead.ok ? ahead.value.cardId : '' });
    expect((await phone.must(showCodeRoute, { cardId: card.cardId, kind: 'dynamic' })).text).toContain(card.healthCardId);
  });

  it('is told which field is wrong, and how many tries are left, without being told the number', async () => {
    const phone = makePhone(town);
    await phone.signIn('wx-chen-jing');
    await phone.consent('privacy', 'sensitive');
    const { name, idNumber } = town.person('chen-jing');
    const broken = `${idNumber.slice(0, -1)}${idNumber.endsWith('0') ? '1' : '0'}`;
    expect(await phone.send(verifyRealNameRoute, { name, idType: '01', idNumber: broken })).toMatchObject({ status: 422, problem: { code: 'identity/check-digit-wrong', field: 'idNumber' } });
    expect(await phone.send(verifyRealNameRoute, { name: '陈净', idType: '01', idNumber })).toMatchObject({ status: 422, problem: { code: 'identity/name-does-not-match', triesLeft: 4 } });
    expect((await phone.must(readMeRoute, {})).realName).toBeUndefined();
  });
});
