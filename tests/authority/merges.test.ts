import { mergePersonsRoute, reverseMergeRoute } from '../../shared/person-index/person-index.routes';
import { asked, LI, MA, MA_BY_PASSPORT } from './people';
import { coded, openTown, registered, type Town } from './town';

const QUERY = 'ehc.ehealthcode.query';

describe('cards of persons who turn out to be one', () => {
  let town: Town;
  let kept: Record<string, string>;
  let lost: Record<string, string>;
  beforeEach(async () => {
    town = await openTown();
    kept = await registered(town, asked(MA));
    lost = await registered(town, asked(MA_BY_PASSPORT));
  });
  afterEach(() => town.close());

  async function merge(survivor: typeof MA | typeof LI = MA, merged: typeof MA | typeof MA_BY_PASSPORT = MA_BY_PASSPORT): Promise<string> {
    const answer = await town.asRegistrar(mergePersonsRoute, { survivor, merged, evidence: 'both-documents-seen' });
    if (!answer.ok) throw new Error(answer.refusal.code);
    return answer.value.mergeId;
  }
  const reverse = (mergeId: string) => town.asRegistrar(reverseMergeRoute, { mergeId, reason: '登记错误' });
  const byCard = async (card: Record<string, string>) => (await town.ask(QUERY, { ehealth_card_id: card['ehealth_card_id'] })).biz;
  const byDocument = async (person: { idType: string; idNumber: string }) =>
    (await town.ask(QUERY, { id_type: person.idType, id_no: person.idNumber })).biz['ehealth_card_id'];

  it('either document finds the survivor\'s card; the other card answers as closed and names it', async () => {
    await merge();
    await town.deliverAll();
    expect([await byDocument(MA), await byDocument(MA_BY_PASSPORT)]).toEqual([kept['ehealth_card_id'], kept['ehealth_card_id']]);
    expect(await byCard(lost)).toMatchObject({ card_status: '3', replaced_by: kept['ehealth_card_id'] });
    expect(await byCard(kept)).toMatchObject({ card_status: '1' });
    expect((await registered(town, asked(MA_BY_PASSPORT)))).toMatchObject({ ehealth_card_id: kept['ehealth_card_id'], already: '1' });
  });

  it('nothing can be done with the other card, whatever state it was in', async () => {
    await town.ask('ehc.ehealthcard.alter', { ehealth_card_id: lost['ehealth_card_id'], card_status: '2' });
    await merge();
    await town.deliverAll();
    const id = lost['ehealth_card_id'];
    for (const [method, biz] of [
      ['ehc.ehealthcode.generate', {}], ['ehc.ehealthcard.close', {}], ['ehc.ehealthcard.alter', { card_status: '1' }], ['ehc.ehealthcard.alter', { card_status: '2' }],
    ] as const) expect(coded(await town.ask(method, { ehealth_card_id: id, ...biz }))).toBe('EHC-3003');
  });

  it('after the split each has the card, in the state, it had', async () => {
    await town.ask('ehc.ehealthcard.alter', { ehealth_card_id: lost['ehealth_card_id'], card_status: '2' });
    const mergeId = await merge();
    await town.deliverAll();
    await reverse(mergeId);
    await town.deliverAll();
    expect(await byCard(lost)).toMatchObject({ card_status: '2' });
    expect(await byCard(lost)).not.toHaveProperty('replaced_by');
    expect([await byDocument(MA), await byDocument(MA_BY_PASSPORT)]).toEqual([kept['ehealth_card_id'], lost['ehealth_card_id']]);
  });

  it('events twice, late, or in the wrong order end the same', async () => {
    const mergeId = await merge();
    const merged = [...(await town.events())];
    await reverse(mergeId);
    const both = await town.events();
    expect(both).toHaveLength(2);
    await town.deliver([...both].reverse());
    await town.deliver([...merged, ...merged]);
    expect(await byCard(lost)).toMatchObject({ card_status: '1' });
    await merge();
    await town.deliver(both.slice(1, 2));
    expect(await byCard(lost)).toMatchObject({ card_status: '3' });
  });

  it('a chain of merges leads to the card at its end', async () => {
    const li = await registered(town, asked(LI));
    await merge();
    await merge(LI, MA);
    await town.deliverAll();
    expect(await byCard(lost)).toMatchObject({ card_status: '3', replaced_by: li['ehealth_card_id'] });
    expect(await byCard(kept)).toMatchObject({ card_status: '3', replaced_by: li['ehealth_card_id'] });
    expect(await byDocument(MA_BY_PASSPORT)).toBe(li['ehealth_card_id']);
  });

  it('a survivor without a card gets one by registering', async () => {
    await merge(LI, MA_BY_PASSPORT).catch(() => undefined);
    await registered(town, asked(LI));
    await merge(LI, MA_BY_PASSPORT);
    await town.deliverAll();
    expect(await byDocument(MA_BY_PASSPORT)).toBe(await byDocument(LI));
  });

  it('a split that has not been told yet does not keep a person from the card', async () => {
    const mergeId = await merge();
    await town.deliverAll();
    await reverse(mergeId);
    expect(await registered(town, asked(MA_BY_PASSPORT))).toMatchObject({ ehealth_card_id: lost['ehealth_card_id'], card_status: '1', already: '1' });
  });

  it('closing and reopening by a merge is in the audit', async () => {
    const mergeId = await merge();
    await town.deliverAll();
    await reverse(mergeId);
    await town.deliverAll();
    expect(town.audit.filter(({ actor }) => actor === 'system').map(({ action }) => action)).toEqual(['authority.merge', 'authority.split']);
  });

  it('an event that is not understood is kept for a person to look at', async () => {
    await expect(town.deliver([{ id: 'event-1', body: { type: 'persons.merged.v2' } }])).rejects.toThrow('could not be handled');
  });
});
