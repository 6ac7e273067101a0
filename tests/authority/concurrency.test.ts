import { envelope, post, read } from './ehc';
import { asked, LI, MA, MA_BY_PASSPORT } from './people';
import { coded, DEMO, openTown, type Town } from './town';

const REGISTER = 'ehc.ehealthcard.register';

describe.each([
  ['thirty', 'a store that behaves', 30, {}],
  ['a hundred', 'a store that refuses what meets, as on AWS, and more', 100, { refuseBusyItems: 1 as const, conflictProbability: 0.2, seed: 7 }],
])('%s registrations of one person at once, on %s', (_, _store, atOnce, moods) => {
  let town: Town;
  beforeAll(async () => { town = await openTown(moods, { registerIsAtHand: true }); });
  afterAll(() => town.close());

  /** As a client does: an answer that says to try again is asked for again, with the same bytes. */
  async function untilAnswered(body: string) {
    for (let attempt = 1; attempt <= 60; attempt += 1) {
      const answer = read(DEMO, await post(town.authority.gateway, body));
      if (!answer.message.startsWith("EHC-900")) return answer;
      await new Promise((resolve) => setTimeout(resolve, Math.min(500, 20 * attempt)));
    }
    throw new Error('never answered');
  }

  async function cardsInTable(): Promise<number> {
    const { Items } = (await town.engine.call('Scan', { TableName: `${town.prefix}authority` })) as { Items: Record<string, { S?: string }>[] };
    return Items.filter((item) => item['pk']?.S?.startsWith('card#') && item['sk']?.S === 'card').length;
  }

  it('make one card, and everybody is told its id', async () => {
    const bodies = Array.from({ length: atOnce }, (_unused, order) => envelope(DEMO, REGISTER, { register_no: `r-${order}`, ...asked(LI) }, { at: town.clock.now }));
    const answers = await Promise.all(bodies.map(untilAnswered));
    expect(new Set(answers.map(coded))).toEqual(new Set(['ok']));
    expect(new Set(answers.map(({ biz }) => biz['ehealth_card_id'])).size).toBe(1);
    expect(answers.filter(({ biz }) => biz['already'] === '0')).toHaveLength(1);
    expect(await cardsInTable()).toBe(1);
  });

  it('under one serial give one answer', async () => {
    const bodies = Array.from({ length: 30 }, (_unused, order) =>
      envelope(DEMO, REGISTER, { register_no: 'same', ...asked(MA), cellphone: `199000000${10 + order}` }, { at: town.clock.now }));
    const answers = await Promise.all(bodies.map(untilAnswered));
    expect(new Set(answers.map(({ biz }) => JSON.stringify(biz))).size).toBe(1);
    expect(answers[0]?.biz['already']).toBe('0');
  });

  it('while others close the card, leave it in one state that everybody agrees on', async () => {
    const register = (order: number) => envelope(DEMO, REGISTER, { register_no: `x-${order}`, ...asked(MA_BY_PASSPORT) }, { at: town.clock.now });
    const first = await untilAnswered(register(0));
    const id = first.biz['ehealth_card_id'];
    const close = (order: number) => envelope(DEMO, 'ehc.ehealthcard.close', { ehealth_card_id: id, revoke_no: `c-${order}` }, { at: town.clock.now });
    const bodies = Array.from({ length: 20 }, (_unused, order) => (order % 2 ? register(order) : close(order)));
    const answers = await Promise.all(bodies.map(untilAnswered));
    for (const answer of answers) expect(['ok', 'EHC-3003']).toContain(coded(answer));
    const registrations = answers.filter(({ members }) => members['method'] === REGISTER);
    expect(new Set(registrations.map(({ biz }) => biz['ehealth_card_id']))).toEqual(new Set([id]));
    const issued = registrations.filter(({ biz }) => biz['already'] === '0').length;
    const closed = answers.filter((answer) => answer.members['method'] !== REGISTER && coded(answer) === 'ok').length;
    const state = (await town.ask('ehc.ehealthcode.query', { ehealth_card_id: id })).biz['card_status'];
    // Issued once before; each reissue answers a closing.
    expect(closed - issued).toBe(state === '3' ? 1 : 0);
  });
});
