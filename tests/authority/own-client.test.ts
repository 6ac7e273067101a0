import { makeClients } from '../../functions/platform/clients/clients';
import { noMetrics } from '../../functions/platform/observe/metrics';
import { listenOnLoopback } from '../../functions/sandbox/loopback';
import type { DocumentType } from '../../shared/kernel/documents';
import { PATH } from './ehc';
import { BROTHER, DEAD, LI, MA, MOTHER, NEWBORN, UNKNOWN } from './people';
import { DEMO, openTown, type Town } from './town';

const person = ({ idType, idNumber, name }: { idType: DocumentType; idNumber: string; name: string }) => ({ name, document: { type: idType, number: idNumber } });

describe('the platform\'s own client, over HTTP to the gateway', () => {
  let town: Town;
  let server: Awaited<ReturnType<typeof listenOnLoopback>>;
  let authority: ReturnType<typeof makeClients>['authority'];
  beforeAll(async () => {
    town = await openTown();
    server = await listenOnLoopback((asking) => town.authority.gateway.fetch(asking), 0);
    const { store, now, config, ringSeal: seal } = town.foundations;
    const settings = { AUTHORITY_URL: server.url + PATH, AUTHORITY_APP_ID: DEMO.appId, AUTHORITY_APP_SECRET: DEMO.appSecret, AUTHORITY_TERM_ID: DEMO.termId };
    authority = makeClients({ config: { ...config, ...settings }, log: town.log, now, metrics: noMetrics, store, seal, table: town.foundations.table('sessions') }).authority;
  });
  afterAll(async () => {
    await server.close();
    await town.close();
  });

  const codeOf = (result: { ok: true } | { ok: false; refusal: { code: string } }) => (result.ok ? 'ok' : result.refusal.code);
  async function cardOf(who: Parameters<typeof person>[0], serial: string) {
    const answer = await authority.register({ ...person(who), appliedBy: 'app' }, serial);
    if (!answer.ok) throw new Error(answer.refusal.code);
    return answer.value;
  }

  it('registers, and finds the card the person holds', async () => {
    const card = await cardOf(LI, 'own-1');
    expect(card).toMatchObject({ state: 'active', already: false, issuedAt: '2026-03-10T09:00:00.000+08:00' });
    expect(await cardOf(LI, 'own-2')).toEqual({ ...card, already: true });
    const { cardId, mainIndex, state, issuedAt, issuer } = card;
    const known = { realName: 'match', gender: '2', birthday: '1980-05-17', nation: '01', card: { cardId, mainIndex, state, issuedAt, issuer } };
    expect(await authority.query(person(LI))).toEqual({ ok: true, value: known });
    expect(await authority.query({ document: { type: '01', number: MA.idNumber } })).toEqual({ ok: true, value: { realName: 'not-asked' } });
  });

  it('understands every refusal of a registration', async () => {
    const register = async (who: Parameters<typeof person>[0]) => codeOf(await authority.register({ ...person(who), appliedBy: 'window' }, who.idNumber));
    expect(await Promise.all([register(DEAD), register(UNKNOWN), register({ ...MA, name: '李晓敏' })]))
      .toEqual(['authority/deceased', 'authority/not-in-register', 'authority/name-does-not-match']);
    const newborn = { ...person(NEWBORN), appliedBy: 'app' as const };
    expect(codeOf(await authority.register({ ...newborn, guardian: { ...person(MOTHER), name: '钱妈妈' } }, 'own-3'))).toBe('authority/guardian-does-not-match');
    expect(codeOf(await authority.register({ ...newborn, guardian: person(MOTHER) }, 'own-4'))).toBe('ok');
    const nobody = await authority.register(newborn, 'own-5');
    expect(nobody).toMatchObject({ ok: false, refusal: { code: 'authority/not-accepted' } });
  });

  it('shows, verifies, loses, restores and closes', async () => {
    const { cardId } = await cardOf(MA, 'own-6');
    const shown = await authority.generate(cardId, 'dynamic');
    const code = shown.ok ? shown.value : { text: '', validUntil: '' };
    expect(code.validUntil).toMatch(/^2026-03-10T09:02/);
    const reading = { codeText: code.text, medStep: '010101', terminal: 't01', channel: '01' };
    expect(await authority.verify(reading)).toMatchObject({ ok: true, value: { name: MA.name, idType: '01', idNumber: MA.idNumber, cardId } });
    town.clock.now += 1;
    expect(codeOf(await authority.verify({ ...reading, terminal: 't02' }))).toBe('authority/code-used-elsewhere');
    expect(codeOf(await authority.reportLoss(cardId, 'own-7'))).toBe('ok');
    expect(codeOf(await authority.generate(cardId, 'static'))).toBe('authority/card-lost');
    expect(codeOf(await authority.restore(cardId, 'own-8'))).toBe('ok');
    expect(codeOf(await authority.alter(cardId, { cellphone: '19900000002' }, 'own-9'))).toBe('ok');
    expect(codeOf(await authority.close(cardId, 'own-10'))).toBe('ok');
    town.clock.now += 1;
    expect(codeOf(await authority.close(cardId, 'own-11'))).toBe('authority/card-closed');
  });

  it('takes back what was made ahead, and nothing that somebody holds', async () => {
    const ahead = await authority.preIssue(person(BROTHER), 'own-12');
    const { cardId } = ahead.ok ? ahead.value : { cardId: '' };
    expect(codeOf(await authority.takeBack(cardId, 'own-13'))).toBe('ok');
    expect(codeOf(await authority.takeBack((await cardOf(LI, 'own-14')).cardId, 'own-15'))).toBe('authority/card-held');
  });

  it('reports uses and keeps organisations', async () => {
    const record = { cardId: 'CARD-1', medStep: '010101', terminal: 't01', channel: '01', usedAt: town.clock.now };
    expect(codeOf(await authority.sendUseRecords([record]))).toBe('ok');
    const hospital = { code: 'ORG-1', name: '郑州示例医院', address: '410105' };
    expect(codeOf(await authority.addOrganisation(hospital))).toBe('ok');
    expect(codeOf(await authority.updateOrganisation({ ...hospital, valid: false }))).toBe('ok');
    expect(await authority.queryOrganisation('ORG-1')).toEqual({ ok: true, value: { ...hospital, valid: false } });
  });

  it('a client whose secret is no key is not registered', async () => {
    await expect(town.window.registerClient({ appId: 'x', appSecret: 'short', termIds: ['T'], digestForm: '1', cityCode: '410100' })).rejects.toThrow('sixteen bytes');
  });
});
