/** 密封: whoever takes the tables learns nobody's name, number, phone or birthday from them. */
import { bindVisitNumberRoute, claimCardRoute, listInstitutionsRoute, showCodeRoute } from '../../shared/card/card.routes';
import { addAdultRoute, addChildRoute, listFamilyRoute } from '../../shared/identity/family.routes';
import { bindPhoneRoute } from '../../shared/identity/identity.routes';
import { openTown, type Town } from '../rig/open-town';
import { verifiedPhone, type Phone } from '../rig/phone';
import { proveByFace } from '../rig/presence';
import { peopleReadable, rawItems } from '../rig/raw-items';
import { makeTownClock } from '../rig/town-clock';

jest.setTimeout(60_000);

const PEOPLE = ['zhang-wei', 'li-na', 'zhang-zihan', 'zhang-newborn', 'zhang-guoqiang', 'wang-xiuying'];
const VISIT_NUMBER = 'MZ20261123';

describe('after a family has claimed its cards', () => {
  let town: Town;
  beforeAll(async () => {
    town = await openTown({ now: makeTownClock().now });
    await father();
    await mother();
    await grandparents();
    await town.idle();
  });
  afterAll(() => town.end());

  const named = (key: string) => {
    const { name, idType, idNumber, birthday } = town.person(key);
    return { name, idType, idNumber, birthday };
  };

  async function guardian(key: string, childKey: string): Promise<Phone> {
    const phone = await verifiedPhone(town, town.person(key));
    await phone.must(bindPhoneRoute, { code: town.wechat.phone.phoneCode(town.person(key).wechatUser ?? '') });
    await phone.consent('child');
    const { memberId } = await phone.must(addChildRoute, { ...named(childKey), guardianDeclared: true });
    const { cardId } = await phone.must(claimCardRoute, { memberId });
    await phone.must(showCodeRoute, { cardId, kind: 'dynamic' });
    return phone;
  }

  async function father(): Promise<void> {
    const phone = await guardian('zhang-wei', 'zhang-zihan');
    const { cardId } = await phone.must(claimCardRoute, {});
    const { items } = await phone.must(listInstitutionsRoute, {});
    await phone.must(bindVisitNumberRoute, { cardId, institutionId: items[0]?.institutionId, visitNumber: VISIT_NUMBER });
  }

  async function mother(): Promise<void> {
    await guardian('li-na', 'zhang-newborn');
  }

  async function grandparents(): Promise<void> {
    const phone = await verifiedPhone(town, town.person('zhang-guoqiang'));
    const { name, idType, idNumber } = named('wang-xiuying');
    const { memberId } = await phone.must(addAdultRoute, { name, idType, idNumber, relation: 'spouse' });
    await proveByFace(town, phone, memberId);
    await phone.must(claimCardRoute, { memberId });
    await phone.must(listFamilyRoute, {});
  }

  it('no item of any table tells who they are, in any spelling', async () => {
    expect((await rawItems(town)).length).toBeGreaterThan(100);
    expect(await peopleReadable(town, PEOPLE)).toEqual([]);
  });

  it('nor a visit number', async () => {
    expect((await rawItems(town)).filter(({ text }) => text.includes(VISIT_NUMBER)).map(({ table }) => table)).toEqual([]);
  });

  it('and the search would find them', async () => {
    await town.foundations.store.putAnyway(town.foundations.table('card'), { pk: 'planted', sk: 'planted', version: 1, note: `born on ${town.person('zhang-zihan').birthday}`, whose: town.person('zhang-wei').name });
    expect(await peopleReadable(town, PEOPLE)).toEqual(expect.arrayContaining([expect.stringMatching(/^a birthday of zhang-zihan in .*card$/), expect.stringMatching(/^the name of zhang-wei in .*card$/)]));
  });
});
