import { makePopulationRegister } from '../../../functions/platform/clients/population-register';
import { startPopulationRegister } from '../../../functions/sandbox/population-register';
import { caller } from './calling';
import { json, startOutside, type Outside } from './outside';

const NOW = 1_700_000_000_000;
const WANG = { idType: '01', idNumber: '419099189001010015', name: '王五', gender: '1', birthday: '1890-01-01', nation: '01' } as const;
const MOTHER = { idType: '06', idNumber: 'H12345678', name: '赵六', gender: '2', birthday: '1892-02-02' } as const;
const BABY = { idType: '16', idNumber: 'H12345678-1', name: '王小宝', gender: '1', birthday: '1899-01-01', guardians: [MOTHER] } as const;
const DEAD = { ...WANG, idType: '03', idNumber: 'E00000001', name: '钱七', deceased: true } as const;
const ASKED = { name: '王五', document: { type: '01', number: WANG.idNumber } } as const;
const MOTHER_ASKED = { name: '赵六', document: { type: '06', number: 'H1234567801' } } as const;

type Register = Awaited<ReturnType<typeof startPopulationRegister>>;
let sandbox: Register;
let outside: Outside;
beforeEach(async () => {
  sandbox = await startPopulationRegister({ appId: 'app', appSecret: 'register-secret', people: [WANG, MOTHER, BABY, DEAD], clock: () => NOW });
  outside = await startOutside();
});
afterEach(() => Promise.all([sandbox.close(), outside.close()]));

function setup(over: Partial<Parameters<typeof makePopulationRegister>[0]> = {}, patience = {}) {
  const { callJson, log } = caller(patience);
  const options = { baseUrl: sandbox.url, appId: 'app', appSecret: 'register-secret', callJson, log, now: () => NOW, newRequestId: () => 'r-1' };
  return { log, register: makePopulationRegister({ ...options, ...over }) };
}

const said = (code: string) => ({ ok: false, refusal: { code } });
const UNAVAILABLE = said('register/unavailable');

describe('the population register', () => {
  it('tells gender, birthday and nation when name and number belong together', async () => {
    expect(await setup().register.checkRealName(ASKED)).toEqual({ ok: true, value: { gender: '1', birthday: '1890-01-01', nation: '01' } });
  });

  it('names what else it finds', async () => {
    const { register } = setup();
    const ask = (name: string, type: '01' | '03', number: string) => register.checkRealName({ name, document: { type, number } });
    expect(await ask('王六', '01', WANG.idNumber)).toEqual(said('register/name-does-not-match'));
    expect(await ask('王五', '01', '419099189101010015')).toEqual(said('register/not-found'));
    expect(await ask('钱七', '03', 'E00000001')).toEqual(said('register/deceased'));
    expect(await register.checkRealName({ ...ASKED, guardian: MOTHER_ASKED })).toEqual(said('register/guardian-does-not-match'));
  });

  it('is asked with the part of a permit that outlives renewals, also within a newborn\'s number', async () => {
    const { register } = setup();
    expect(await register.checkRealName(MOTHER_ASKED)).toMatchObject({ ok: true });
    const baby = { name: '王小宝', document: { type: '16', number: 'H1234567801-1' }, guardian: MOTHER_ASKED } as const;
    expect(await register.checkRealName(baby)).toMatchObject({ ok: true, value: { birthday: '1899-01-01' } });
  });

  it('is sent the signature of the published check value', async () => {
    const { register } = setup({ baseUrl: outside.url, newRequestId: () => 'r-1' });
    await register.checkRealName(ASKED);
    const [sent] = outside.asked;
    expect(sent?.headers).toMatchObject({ 'x-app-id': 'app', 'x-timestamp': '1700000000000' });
    expect(sent?.body).toBe(`{"requestId":"r-1","idType":"01","idNumber":"${WANG.idNumber}","name":"王五"}`);
  });

  it.each([['app', { appId: 'other' }], ['secret', { appSecret: 'other' }], ['clock', { now: () => NOW + 301_000 }]])(
    'that does not accept our %s is unavailable to people, and loud in the log', async (_, over) => {
      const { register, log } = setup(over);
      expect(await register.checkRealName(ASKED)).toEqual(UNAVAILABLE);
      expect(log.lines.at(-1)).toMatchObject({ at: 'call.not-accepted', target: 'population-register', status: 401 });
    },
  );

  it('is not believed when it answers another question', async () => {
    outside.answering = json({ requestId: 'r-0', result: 'match' });
    expect(await setup({ baseUrl: outside.url }).register.checkRealName(ASKED)).toEqual(UNAVAILABLE);
    expect(outside.asked).toHaveLength(3);
  });

  it('whose answer to one person comes again for the next is not believed', async () => {
    sandbox.moods.set({ path: '*', mood: { kind: 'duplicated' } });
    let requests = 0;
    const { register } = setup({ newRequestId: () => `r-${String((requests += 1))}` });
    expect(await register.checkRealName(ASKED)).toMatchObject({ ok: true });
    expect(await register.checkRealName({ ...ASKED, name: '不是王五' })).toEqual(UNAVAILABLE);
  });

  it.each([
    { kind: 'slow', ms: 3000 }, { kind: 'down', how: 'reset' }, { kind: 'down', how: 'bad-gateway' }, { kind: 'wrong', how: 'garbage' },
    { kind: 'wrong', how: 'other-json' }, { kind: 'wrong', how: 'cut-off' }, { kind: 'error', code: 'too-many-requests' }, { kind: 'error', code: 'unavailable' },
  ] as const)('(%o) is unavailable for good, and not noticed for a moment', async (mood) => {
    const { register } = setup({}, mood.kind === 'slow' ? { timeoutMs: 500 } : {});
    sandbox.moods.set({ path: '*', mood, times: 1 });
    expect(await register.checkRealName(ASKED)).toMatchObject({ ok: true });
    sandbox.moods.set({ path: '*', mood });
    expect(await register.checkRealName(ASKED)).toEqual(UNAVAILABLE);
  });

  it('gets questions, not lines in our log', async () => {
    const { register, log } = setup({ appSecret: 'other' });
    await register.checkRealName(ASKED);
    expect(JSON.stringify(log.lines)).not.toMatch(/王五|419099/);
  });
});
