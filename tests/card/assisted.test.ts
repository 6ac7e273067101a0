import { assistClaimRoute, listAssistedClaimsRoute, readAssistedClaimRoute, readAssistedProofRoute } from '../../shared/card/assisted.routes';
import { claimCardRoute, readCardHistoryRoute } from '../../shared/card/card.routes';
import { consentText } from '../../shared/identity/consent-texts';
import type { InputOf } from '../../shared/kernel/route';
import { citizenNumber } from '../../functions/local/seed/invented-numbers';
import { codeOf, openHouse, person, resident, staff, TODAY, valueOf, type House } from './house';

const JPEG = Buffer.concat([Buffer.from([0xff, 0xd8, 0xff, 0xe0]), Buffer.alloc(400, 7)]).toString('base64');
const CLERK = staff('counter');
const DOCTOR = staff('village-doctor', 'sample-village-clinic', '411400');
const WANG = person(71, '王秀兰');

let house: House;
beforeAll(async () => { house = await openHouse(); });
afterAll(() => house.close());
beforeEach(() => {
  Object.assign(house.authority, { down: false, registerSays: undefined, registerBirthday: undefined });
  house.authority.cards.clear();
  house.switches.auditFails = false;
});

type Input = InputOf<typeof assistClaimRoute>;
const claimOf = (changes: Partial<Input> = {}): Input => ({
  name: WANG.name, idType: '01', idNumber: WANG.document.number, documentSeen: true, proof: { kind: 'signature', imageBase64: JPEG }, ...changes,
});
const assist = (changes: Partial<Input> = {}, caller = CLERK) => house.ask(assistClaimRoute, claimOf(changes), caller);

describe('an assisted claim', () => {
  it('issues a card for a person without a phone and gives what is printed', async () => {
    const claim = valueOf(await assist());
    const held = house.authority.cardOf(WANG.document);
    expect(claim).toMatchObject({
      maskedName: '王*兰', maskedNumber: `419099********${WANG.document.number.slice(-4)}`,
      card: { name: '王秀兰', healthCardId: held?.cardId, codeText: `${held?.cardId ?? ''}:1`, issuer: '河南省卡管' },
    });
    expect(house.authority.calls.findLast(({ asked }) => asked === 'register')?.of).toMatchObject({ appliedBy: 'window' });
    expect(valueOf(await house.ask(readAssistedClaimRoute, { claimId: claim.claimId }, CLERK))).toEqual(claim);
  });

  it('reads a carelessly typed document as the one it is', async () => {
    const first = valueOf(await assist());
    const typed = valueOf(await assist({ name: ' 王 秀兰 ', idNumber: ` ${WANG.document.number.toLowerCase()} ` }, DOCTOR));
    expect(typed.card.healthCardId).toBe(first.card.healthCardId);
  });

  it('keeps the signed consent sealed, under the tenant and institution', async () => {
    house.blobs.clear();
    const { claimId } = valueOf(await assist({}, DOCTOR));
    expect([...house.blobs.keys()]).toEqual([`411400/sample-village-clinic/assisted-claims/${claimId}/consent`]);
    const sealed = Buffer.from([...house.blobs.values()][0]!).toString('utf8');
    expect(sealed).not.toContain(JPEG.slice(0, 40));
    const item = await house.store.get(house.table('card'), { pk: 'institution#sample-village-clinic', sk: `claim#${claimId}` });
    expect(item).toMatchObject({ cityCode: '411400' });
    expect(await house.safe.open(String(item?.['owner']), sealed, `consent#${claimId}`)).toBe(JPEG);
  });

  it('is logged with who, where and for whom before anything is done; without the entry nothing is', async () => {
    house.audit.length = 0;
    await assist();
    expect(house.audit).toMatchObject([{ actor: CLERK.accountId, action: 'card.assist', ground: 'post:counter', institutionId: 'inst-410100-1' }]);
    expect(JSON.stringify(house.audit)).not.toContain(WANG.document.number);
    house.switches.auditFails = true;
    const [calls, blobs] = [house.authority.calls.length, house.blobs.size];
    await expect(assist()).rejects.toThrow('the audit table is away');
    expect([house.authority.calls.length, house.blobs.size]).toEqual([calls, blobs]);
  });

  it('stands in the history that the person reads once they have an account', async () => {
    const who = person(72, '王秀英');
    valueOf(await assist({ name: who.name, idNumber: who.document.number }));
    const caller = resident('account_later');
    house.identity.verify(caller.accountId, who);
    const { cardId } = valueOf(await house.ask(claimCardRoute, {}, caller));
    const { items } = valueOf(await house.ask(readCardHistoryRoute, { cardId }, caller));
    expect(items).toContainEqual({ at: expect.any(String), kind: 'claimed', by: 'staff', note: CLERK.post.institutionName });
  });

  it('leaves no name, number or picture readable in the store', async () => {
    valueOf(await assist());
    const everything = JSON.stringify(await house.engine.call('Scan', { TableName: house.table('card') }));
    for (const personal of [WANG.name, WANG.document.number, JPEG.slice(0, 40)]) expect(everything).not.toContain(personal);
  });

  it.each([
    [{ name: '王秀兰2' }, 'identity/name-not-readable', 'name'],
    [{ idNumber: '41909919800517' }, 'identity/document-not-valid', 'idNumber'],
    [{ idNumber: `${WANG.document.number.slice(0, 17)}${WANG.document.number.endsWith('X') ? '1' : 'X'}` }, 'identity/check-digit-wrong', 'idNumber'],
    [{ proof: { kind: 'signature', imageBase64: Buffer.alloc(400, 1).toString('base64') } }, 'assisted/proof-not-an-image', 'proof.imageBase64'],
  ] as const)('names the input that is wrong: %j', async (changes, code, field) => {
    const result = await assist(changes);
    expect(result).toMatchObject({ ok: false, refusal: { code, facts: { field } } });
  });

  it.each([
    ['name-does-not-match', 'identity/name-does-not-match'], ['not-in-register', 'identity/document-not-found'], ['deceased', 'identity/holder-deceased'],
  ] as const)('passes on that the register says %s, and keeps no picture', async (says, code) => {
    house.authority.registerSays = says;
    house.blobs.clear();
    expect(codeOf(await assist())).toBe(code);
    expect(house.blobs.size).toBe(0);
  });

  describe('for a child under 14', () => {
    const born = '2020-07-24';
    const child = { name: '张子涵', idNumber: citizenNumber(born, 73, '2') };
    const guardian = { name: WANG.name, idType: '01', idNumber: WANG.document.number } as const;
    const signed = { kind: 'guardian-signature', imageBase64: JPEG } as const;

    it('needs the guardian named, and the guardian\'s signature', async () => {
      expect(await assist(child)).toMatchObject({ refusal: { code: 'assisted/guardian-needed', facts: { field: 'guardian' } } });
      expect(await assist({ ...child, proof: signed })).toMatchObject({ refusal: { code: 'assisted/guardian-needed' } });
      expect(await assist({ ...child, guardian })).toMatchObject({ refusal: { code: 'assisted/guardian-signature-needed', facts: { field: 'proof.kind' } } });
      expect(house.authority.cards.size).toBe(0);
      expect(codeOf(await assist({ ...child, guardian, proof: signed }))).toBe('ok');
      expect(house.authority.calls.findLast(({ asked }) => asked === 'register')?.of).toMatchObject({ guardian: { name: WANG.name } });
    });

    it('is refused when the register knows another guardian', async () => {
      house.authority.registerSays = 'guardian-does-not-match';
      expect(codeOf(await assist({ ...child, guardian, proof: signed }))).toBe('family/guardian-not-registered');
    });

    it.each([
      ['02', '419090001'], ['03', 'ZZ7654321'], ['04', '军字第0000001号'], ['07', '00000001'], ['09', '武字第0000001号'], ['99', 'AB-1'],
    ] as const)('goes by the birthday, which is asked for where the number tells none: %s', async (idType, idNumber) => {
      const shown = { name: '张子涵', idType, idNumber } as const;
      expect(await assist(shown)).toMatchObject({ refusal: { code: 'assisted/birthday-needed', facts: { field: 'birthday' } } });
      expect(codeOf(await assist({ ...shown, birthday: born }))).toBe('assisted/guardian-needed');
      expect(codeOf(await assist({ ...shown, birthday: '2012-03-11' }))).toBe('assisted/guardian-needed');
      expect(codeOf(await assist({ ...shown, birthday: '2012-03-10' }))).toBe('ok');
      expect(await assist({ ...shown, birthday: '2027-01-01' })).toMatchObject({ refusal: { code: 'identity/birth-date-wrong', facts: { field: 'birthday' } } });
    });

    it('is refused when the register knows another birthday, whichever was typed, and no picture is kept', async () => {
      const passport = { name: 'LI NA', idType: '03', idNumber: 'ZZ7654321' } as const;
      house.authority.registerBirthday = born;
      house.blobs.clear();
      expect(await assist({ ...passport, birthday: '2001-01-01' })).toMatchObject({ refusal: { code: 'assisted/birthday-differs', facts: { field: 'birthday' } } });
      expect([house.authority.cards.size, house.blobs.size]).toEqual([0, 0]);
      expect(codeOf(await assist({ ...passport, birthday: born, guardian, proof: signed }))).toBe('ok');
    });

    it('holds for whoever shows a birth certificate, since nobody else brings one', async () => {
      const certificate = { name: '张子涵', idType: '08', idNumber: 'X410000001', birthday: '2008-01-01' } as const;
      expect(codeOf(await assist(certificate))).toBe('assisted/guardian-needed');
      expect(codeOf(await assist({ ...certificate, guardian, proof: signed }))).toBe('ok');
    });
  });

  it('is refused for a lost card and while the authority is away', async () => {
    house.authority.set(WANG.document, 'lost');
    expect(codeOf(await assist())).toBe('card/lost');
    house.authority.down = true;
    expect(codeOf(await assist())).toBe('card/authority-unavailable');
  });

  it('is not a registrar\'s work', async () => {
    const registrar = staff('registrar');
    expect(codeOf(await assist({}, registrar))).toBe('caller/not-allowed');
    expect(codeOf(await house.ask(listAssistedClaimsRoute, { limit: 20 }, registrar))).toBe('caller/not-allowed');
    expect(codeOf(await house.ask(readAssistedClaimRoute, { claimId: 'claim_1' }, registrar))).toBe('caller/not-allowed');
    expect(codeOf(await house.ask(readAssistedProofRoute, { claimId: 'claim_1' }, registrar))).toBe('caller/not-allowed');
  });
});

describe('the signed consent', () => {
  const [sensitive, child] = (['sensitive', 'child'] as const).map((purpose) => ({ purpose, version: consentText(purpose).version }));

  it.each([
    ['signature', [sensitive]], ['fingerprint', [sensitive]], ['guardian-signature', [sensitive, child]],
  ] as const)('by %s is shown to its institution with how it was given and to which texts', async (kind, texts) => {
    const { claimId } = valueOf(await assist({ proof: { kind, imageBase64: JPEG } }));
    const colleague = { ...staff('village-doctor'), accountId: 'colleague' };
    expect(valueOf(await house.ask(readAssistedProofRoute, { claimId }, colleague))).toEqual({ kind, texts, imageBase64: JPEG });
  });

  it('is opened only after the look at it is logged', async () => {
    const { claimId } = valueOf(await assist());
    house.audit.length = 0;
    await house.ask(readAssistedProofRoute, { claimId }, CLERK);
    expect(house.audit).toMatchObject([{ subject: claimId, actor: CLERK.accountId, action: 'card.read-assisted-proof', ground: 'post:counter', institutionId: 'inst-410100-1' }]);
    house.switches.auditFails = true;
    await expect(house.ask(readAssistedProofRoute, { claimId }, CLERK)).rejects.toThrow('the audit table is away');
  });

  it('is nobody else\'s, and one that is gone is a surprise', async () => {
    const { claimId } = valueOf(await assist());
    expect(codeOf(await house.ask(readAssistedProofRoute, { claimId }, DOCTOR))).toBe('assisted/unknown');
    expect(codeOf(await house.ask(readAssistedProofRoute, { claimId: 'claim_0' }, CLERK))).toBe('assisted/unknown');
    house.blobs.clear();
    await expect(house.ask(readAssistedProofRoute, { claimId }, CLERK)).rejects.toThrow('is gone');
  });
});

describe('a newborn without a document', () => {
  const newborn = { name: '王小宝', idType: '16', idNumber: `${WANG.document.number}-1`, birthday: '2026-03-01', proof: { kind: 'guardian-signature', imageBase64: JPEG } } as const;
  const guardian = { name: WANG.name, idType: '01', idNumber: WANG.document.number } as const;

  it('gets a card when the mother is named', async () => {
    expect(valueOf(await assist({ ...newborn, guardian })).maskedName).toBe('王*宝');
    expect(house.authority.calls.findLast(({ asked }) => asked === 'register')?.of).toMatchObject({ birthday: '2026-03-01', guardian: { name: WANG.name } });
  });

  it('needs the mother, and a birthday within 92 days', async () => {
    expect(await assist(newborn)).toMatchObject({ refusal: { code: 'assisted/guardian-needed', facts: { field: 'guardian' } } });
    expect(await assist({ ...newborn, guardian, birthday: undefined })).toMatchObject({ refusal: { code: 'assisted/birthday-needed', facts: { field: 'birthday' } } });
    expect(codeOf(await assist({ ...newborn, guardian, birthday: '2025-12-08' }))).toBe('identity/newborn-too-old');
    expect(codeOf(await assist({ ...newborn, guardian, birthday: '2025-12-09' }))).toBe('ok');
    expect(TODAY).toBe('2026-03-10');
  });

  it('says which of the guardian\'s inputs is wrong', async () => {
    expect(await assist({ ...newborn, guardian: { ...guardian, idNumber: '123' } })).toMatchObject({ refusal: { facts: { field: 'guardian.idNumber' } } });
  });
});

describe('the list of an institution', () => {
  const clinic = staff('village-doctor', 'inst-list', '411400');

  it('shows its own claims newest first, page by page, and nobody else\'s', async () => {
    const made: string[] = [];
    for (let order = 0; order < 5; order += 1) {
      house.clock.now += 1_000;
      const who = person(80 + order, '赵大年');
      made.unshift(valueOf(await assist({ name: who.name, idNumber: who.document.number }, clinic)).claimId);
    }
    const seen: string[] = [];
    let cursor: string | undefined;
    do {
      const page = valueOf(await house.ask(listAssistedClaimsRoute, { limit: 2, ...(cursor ? { cursor } : {}) }, clinic));
      seen.push(...page.items.map(({ claimId }) => claimId));
      cursor = page.next;
    } while (cursor);
    expect(seen).toEqual(made);
    const others = valueOf(await house.ask(listAssistedClaimsRoute, { limit: 100 }, staff('counter', 'inst-other')));
    expect(others).toEqual({ items: [] });
    expect(codeOf(await house.ask(readAssistedClaimRoute, { claimId: made[0]! }, staff('counter', 'inst-other')))).toBe('assisted/unknown');
  });

  it('refuses a cursor that is made up, old, or of another institution', async () => {
    const { next = '' } = valueOf(await house.ask(listAssistedClaimsRoute, { limit: 1 }, clinic));
    const listWith = async (cursor: string, caller = clinic) => codeOf(await house.ask(listAssistedClaimsRoute, { limit: 1, cursor }, caller));
    expect(await listWith(next)).toBe('ok');
    expect(await listWith('claim_1')).toBe('assisted/cursor-not-valid');
    expect(await listWith(next, staff('counter', 'inst-other'))).toBe('assisted/cursor-not-valid');
    house.clock.now += 2 * 86_400_000;
    expect(await listWith(next)).toBe('assisted/cursor-not-valid');
    house.clock.now -= 2 * 86_400_000;
  });
});
