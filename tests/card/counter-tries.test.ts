import { assistClaimRoute } from '../../shared/card/assisted.routes';
import { moveAtCounterRoute } from '../../shared/card/counter.routes';
import { instantOf } from '../../shared/kernel/china-day';
import type { Result } from '../../shared/kernel/result';
import { codeOf, openHouse, person, staff, valueOf, type House } from './house';

const DAY_MS = 86_400_000;
const PROOF = { kind: 'signature', imageBase64: Buffer.concat([Buffer.from([0xff, 0xd8, 0xff, 0xe0]), Buffer.alloc(400, 7)]).toString('base64') } as const;
const CLERK = staff('counter');
const COLLEAGUE = { ...CLERK, accountId: 'colleague' };

let house: House;
let nth = 400;
beforeAll(async () => { house = await openHouse(); });
afterAll(() => house.close());
beforeEach(() => {
  nth += 1;
  Object.assign(house.authority, { down: false, registerSays: undefined, registerBirthday: undefined });
  house.switches.auditFails = false;
});

const shown = () => ({ name: '刘桂兰', idType: '01', idNumber: person(nth).document.number, documentSeen: true }) as const;
const claim = (caller = CLERK) => house.ask(assistClaimRoute, { ...shown(), proof: PROOF }, caller);
const lose = (caller = CLERK) => house.ask(moveAtCounterRoute, { ...shown(), move: 'report-loss' }, caller);

/** So many tries under a wrong name. */
async function wrong(times: number, ask: () => Promise<Result<unknown, string>> = claim) {
  house.authority.registerSays = 'name-does-not-match';
  const answers = [];
  for (let turn = 0; turn < times; turn += 1) answers.push(await ask());
  house.authority.registerSays = undefined;
  return answers;
}

describe('wrong names at a counter', () => {
  it('are five for a clerk and a document, with the tries left and the time of the next', async () => {
    const answers = await wrong(6);
    const endsAt = instantOf(house.clock.now + DAY_MS);
    expect(answers.slice(0, 5)).toMatchObject([4, 3, 2, 1, 0].map((triesLeft) => ({ refusal: { code: 'identity/name-does-not-match', facts: { triesLeft } } })));
    expect(answers.slice(4)).toMatchObject([
      { refusal: { code: 'identity/name-does-not-match', facts: { retryAt: endsAt } } },
      { refusal: { code: 'identity/too-many-tries', facts: { triesLeft: 0, retryAt: endsAt } } },
    ]);
    const asked = house.authority.calls.length;
    expect([codeOf(await claim()), codeOf(await lose())]).toEqual(['identity/too-many-tries', 'identity/too-many-tries']);
    expect(house.authority.calls).toHaveLength(asked);
    house.clock.now += DAY_MS + 1_000;
    valueOf(await claim());
  });

  it('count alike whichever is asked for', async () => {
    await wrong(3);
    expect(await wrong(2, lose)).toMatchObject([{ refusal: { facts: { triesLeft: 1 } } }, { refusal: { facts: { triesLeft: 0 } } }]);
    expect(codeOf(await claim())).toBe('identity/too-many-tries');
  });

  it('are no more when they come all at once', async () => {
    house.authority.registerSays = 'name-does-not-match';
    const asked = house.authority.calls.length;
    const answers = await Promise.all(Array.from({ length: 15 }, () => claim()));
    expect(answers.filter((answer) => codeOf(answer) === 'identity/too-many-tries')).toHaveLength(10);
    expect(house.authority.calls.length - asked).toBe(5);
  });

  it('stop neither a colleague nor another document of the same clerk', async () => {
    await wrong(6);
    valueOf(await claim(COLLEAGUE));
    nth += 1;
    valueOf(await claim());
  });

  it('are forgotten with a right one, and none while the authority is away, the person has died, or something breaks', async () => {
    await wrong(4);
    valueOf(await claim());
    await wrong(4);
    house.authority.down = true;
    for (let turn = 0; turn < 7; turn += 1) expect(codeOf(await claim())).toBe('card/authority-unavailable');
    house.authority.down = false;
    house.authority.registerSays = 'deceased';
    expect(await claim()).toEqual({ ok: false, refusal: { code: 'identity/holder-deceased' } });
    house.authority.registerSays = undefined;
    house.switches.filesFail = true;
    await expect(claim()).rejects.toThrow('the files are away');
    house.switches.filesFail = false;
    expect(await wrong(1)).toMatchObject([{ refusal: { facts: { triesLeft: 0 } } }]);
  });

  it('are told to those on duty, without a name, a number or an account', async () => {
    house.log.lines.length = 0;
    house.counted.length = 0;
    await wrong(6);
    expect(house.counted).toEqual([...Array.from({ length: 4 }, () => 'CounterTryFailed'), 'CounterTriesOver']);
    expect(house.log.lines.at(-1)).toEqual({ at: 'counter.tries-over', code: 'identity/name-does-not-match', requestId: CLERK.requestId });
  });
});
