import { envelope, post, read } from './ehc';
import { asked, LI } from './people';
import { coded, DEMO, openTown, registered, type Town } from './town';

const GENERATE = 'ehc.ehealthcode.generate';

describe('a request that comes again', () => {
  let town: Town;
  let cardId: string;
  beforeAll(async () => {
    town = await openTown();
    cardId = (await registered(town, asked(LI)))['ehealth_card_id'] ?? '';
  });
  afterAll(() => town.close());

  const bytes = (biz: unknown = { ehealth_card_id: cardId }, method = GENERATE) => envelope(DEMO, method, biz, { at: (town.clock.now += 1) });
  const send = (body: string) => post(town.authority.gateway, body);

  it('byte for byte gets the stored answer, and nothing is done twice', async () => {
    const body = bytes();
    const first = await send(body);
    const uses = town.audit.length;
    town.clock.now += 60_000;
    expect(await send(body)).toBe(first);
    expect(town.audit.length).toBe(uses);
    expect(read(DEMO, first).code).toBe('10');
  });

  it('with the same digest but other bytes is refused', async () => {
    const body = bytes();
    await send(body);
    expect(coded(read(DEMO, await send(`${body} `)))).toBe('EHC-1007');
  });

  it('while the first is being worked on waits for the same answer', async () => {
    const body = bytes();
    const answers = new Set(await Promise.all(Array.from({ length: 50 }, () => send(body))));
    expect(answers.size).toBe(1);
    for (const raw of answers) expect(coded(read(DEMO, raw))).toBe('ok');
    expect(await send(body)).toBe([...answers][0]);
  });

  it('is told to repeat when the first takes longer than two seconds', async () => {
    const body = bytes(asked(LI), 'ehc.ehealthcode.query');
    town.register.moods.set({ path: '*', mood: { kind: 'slow', ms: 3_000 } });
    const slow = send(body);
    await new Promise((resolve) => setTimeout(resolve, 200));
    const startedAt = Date.now();
    expect(coded(read(DEMO, await send(body)))).toBe('EHC-9002');
    expect(Date.now() - startedAt).toBeGreaterThan(1_900);
    town.register.moods.clear();
    expect(coded(read(DEMO, await slow))).toBe('ok');
  });

  it('gets a stored refusal too, unless that said to try again', async () => {
    const unknown = bytes({ ehealth_card_id: 'nobody' });
    expect(await send(unknown)).toBe(await send(unknown));
    const body = bytes(asked(LI), 'ehc.ehealthcode.query');
    town.register.moods.set({ path: '*', mood: { kind: 'error', code: 'unavailable' } });
    expect(coded(read(DEMO, await send(body)))).toBe('EHC-2005');
    town.register.moods.clear();
    expect(coded(read(DEMO, await send(body)))).toBe('ok');
  });

  it('after ten minutes is too old to be answered', async () => {
    const body = bytes();
    await send(body);
    town.clock.now += 600_001;
    expect(coded(read(DEMO, await send(body)))).toBe('EHC-1004');
  });

  it('rests sealed: no answer is readable in the table', async () => {
    await send(bytes(asked(LI), 'ehc.ehealthcode.query'));
    const table = JSON.stringify(await town.engine.call('Scan', { TableName: `${town.prefix}authority` }));
    expect(table).toContain('replay#demo-app#');
    expect(table).not.toContain('成功');
  });
});
