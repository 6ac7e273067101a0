import * as z from 'zod/mini';
import ehcV1 from '../../../shared/authority/dialects/ehc-v1.json';
import { Dialect } from '../../../shared/authority/dialect';
import { AUTHORITY_REFUSALS, refusalMessage, type AuthorityRefusal } from '../../../shared/authority/refusals';
import { makeAuthority } from '../../../functions/platform/clients/authority/authority';
import { caller } from './calling';
import { SECRET, startGateway, type Gateway, type Script } from './gateway';

const NOW = 1_700_000_000_000;
const DIALECT = z.parse(Dialect, ehcV1);
const WANG = { name: '王五', document: { type: '01', number: '419099189001010015' } } as const;
const MOTHER = { name: '赵六', document: { type: '01', number: '419099189202020025' } } as const;

let gateway: Gateway;
beforeEach(async () => { gateway = await startGateway('1'); });
afterEach(() => gateway.outside.close());

function setup(script: Script = () => ({}), dialect: Dialect = DIALECT) {
  gateway.script = script;
  const { callJson, log } = caller();
  const options = { url: `${gateway.outside.url}/erhc/ehealthcard/business.do`, appId: 'demo-app', appSecret: SECRET, termId: 'T0001', dialect, callJson, log };
  let serials = 0;
  return { log, authority: makeAuthority({ ...options, now: () => NOW, newSerial: () => `serial-${String((serials += 1))}` }) };
}

const answering = (content: unknown): Script => () => ({ content });
const refusing = (refusal: AuthorityRefusal, field?: string): Script => () => ({ code: '00', message: refusalMessage(refusal, field) });
const said = (code: string, more: object = {}) => ({ ok: false, refusal: { code, ...more } });
const asked = () => gateway.questions.map(({ envelope, content }) => ({ method: envelope['method'], content }));
const without = (extension: keyof Dialect['extensions']): Dialect => ({ ...DIALECT, extensions: { ...DIALECT.extensions, [extension]: false } });

describe('registering a card', () => {
  it('sends the applicant by the dialect\'s names and reads the card', async () => {
    const { authority } = setup(answering({ ehealth_card_id: 'ABC', main_index: 'PHID', card_status: '1', issued_time: '20231115061320', extra: 1 }));
    expect(await authority.register({ ...WANG, appliedBy: 'app', gender: '1', cellphone: '19900000001' }, 'claim-1')).toEqual({
      ok: true, value: { cardId: 'ABC', mainIndex: 'PHID', state: 'active', issuedAt: '2023-11-15T06:13:20.000+08:00', already: false },
    });
    expect(gateway.faults).toEqual([]);
    expect(asked()).toEqual([{
      method: 'ehc.ehealthcard.register',
      content: {
        register_no: 'claim-1', register_time: '20231115061320', apply_type: '1', id_type: '01', id_no: WANG.document.number, name: '王五',
        gender: '1', cellphone: '19900000001', rzfs: '05',
      },
    }]);
  });

  it('names the guardian of a newborn', async () => {
    const { authority } = setup(answering({ ehealth_card_id: 'ABC' }));
    await authority.register({ name: '王小宝', document: { type: '16', number: `${MOTHER.document.number}-1` }, appliedBy: 'window', guardian: MOTHER }, 'claim-1');
    expect(asked()[0]?.content).toMatchObject({ id_type: '16', guardian_id_type: '01', guardian_id_no: MOTHER.document.number, guardian_name: '赵六', apply_type: '3' });
  });

  it('says when the person held the card before', async () => {
    const { authority } = setup(answering({ ehealth_card_id: 'ABC', already: '1', card_status: '2' }));
    expect(await authority.register({ ...WANG, appliedBy: 'app' }, 'claim-1')).toMatchObject({ ok: true, value: { already: true, state: 'lost' } });
  });

  it('keeps ids from outside as they are', async () => {
    const { authority } = setup(answering({ ehealth_card_id: 'short:41-x/é', card_status: 1 }));
    expect(await authority.register({ ...WANG, appliedBy: 'app' }, 's')).toMatchObject({ ok: true, value: { cardId: 'short:41-x/é' } });
  });

  it.each(['name-does-not-match', 'not-in-register', 'deceased', 'guardian-does-not-match', 'card-lost'] as const)('refused with %s says so', async (refusal) => {
    const { authority } = setup(refusing(refusal));
    expect(await authority.register({ ...WANG, appliedBy: 'app' }, 's')).toEqual(said(`authority/${refusal}`));
  });

  it('is not tried with a document the authority has no code for, or a guardian it cannot be told of', async () => {
    const idTypes = { '01': '01' };
    const passport = { name: 'ANNA', document: { type: '03', number: 'X1234567' }, appliedBy: 'app' } as const;
    expect(await setup(undefined, { ...DIALECT, idTypes }).authority.register(passport, 's')).toEqual(said('authority/not-accepted'));
    expect(await setup(undefined, without('guardian')).authority.register({ ...WANG, appliedBy: 'app', guardian: MOTHER }, 's')).toEqual(said('authority/not-accepted'));
    expect(gateway.questions).toEqual([]);
  });

  it('whose answer was lost is sent again with the same bytes, and only once worked on', async () => {
    const { authority } = setup(({ times }) => (times === 1 ? { break: (_, answer) => { answer.destroy(); } } : { content: { ehealth_card_id: 'ABC' } }));
    expect(await authority.register({ ...WANG, appliedBy: 'app' }, 's')).toMatchObject({ ok: true });
    expect(gateway.questions.map(({ times }) => times)).toEqual([2]);
  });

  it('waits while the authority is still working on the request whose answer was lost', async () => {
    const { authority } = setup(({ times }) => (times < 3 ? { code: '00', message: refusalMessage('busy') } : { content: { ehealth_card_id: 'ABC' } }));
    expect(await authority.register({ ...WANG, appliedBy: 'app' }, 's')).toMatchObject({ ok: true });
  });

  it('is never sent twice to an authority that keeps no answers', async () => {
    const { authority } = setup(() => ({ break: (_, answer) => { answer.destroy(); } }), without('storedAnswers'));
    expect(await authority.register({ ...WANG, appliedBy: 'app' }, 's')).toEqual(said('authority/unavailable'));
    expect(gateway.questions.map(({ times }) => times)).toEqual([1]);
  });
});

describe('asking about a holder', () => {
  it('checks the real name when a name is given', async () => {
    const { authority } = setup(answering({ real_name: 'match', gender: '1', birthday: '1890-01-01', nation: '01' }));
    expect(await authority.query(WANG)).toEqual({ ok: true, value: { realName: 'match', gender: '1', birthday: '1890-01-01', nation: '01' } });
    expect(asked()[0]).toEqual({ method: 'ehc.ehealthcode.query', content: { id_type: '01', id_no: WANG.document.number, name: '王五', rzfs: '05' } });
  });

  it('finds a card by its id, and the one that took its place', async () => {
    const { authority } = setup(answering({ ehealth_card_id: 'ABC', card_status: '3', replaced_by: 'DEF' }));
    expect(await authority.find('ABC')).toMatchObject({ ok: true, value: { cardId: 'ABC', state: 'closed', replacedBy: 'DEF' } });
    expect(asked()[0]).toEqual({ method: 'ehc.ehealthcode.query', content: { ehealth_card_id: 'ABC' } });
  });

  it('tells of the card, if there is one', async () => {
    const { authority } = setup(answering({ real_name: 'not-asked', ehealth_card_id: 'ABC', card_status: '3', issuer: '410000' }));
    expect(await authority.query({ document: WANG.document })).toEqual({ ok: true, value: { realName: 'not-asked', card: { cardId: 'ABC', state: 'closed', issuer: '410000' } } });
    expect(asked()[0]?.content).toEqual({ id_type: '01', id_no: WANG.document.number });
  });

  it('does not hand the name to an authority that checks none', async () => {
    const { authority } = setup(answering({ ehealth_card_id: 'ABC' }), without('realNameOnQuery'));
    expect(await authority.query(WANG)).toEqual({ ok: true, value: { realName: 'not-asked', card: { cardId: 'ABC', state: 'active' } } });
    expect(JSON.stringify(asked())).not.toContain('王五');
  });

  it('without a card is an answer', async () => {
    expect(await setup(refusing('card-not-found')).authority.query({ document: WANG.document })).toEqual({ ok: true, value: { realName: 'not-asked' } });
  });

  it('is safe to repeat with any authority', async () => {
    const { authority } = setup(({ times }) => (times === 1 ? { break: (_, answer) => { answer.destroy(); } } : { content: {} }), without('storedAnswers'));
    expect(await authority.query({ document: WANG.document })).toMatchObject({ ok: true });
  });

  it.each([[{ real_name: 'perhaps' }], [{ ehealth_card_id: 'ABC', card_status: '9' }]])('is not believed when the answer is %j', async (content) => {
    expect(await setup(answering(content)).authority.query(WANG)).toEqual(said('authority/unavailable'));
  });
});

describe('codes', () => {
  it('are generated with the dialect\'s kind and end at an instant', async () => {
    const { authority } = setup(answering({ ehealth_code: 'ABC:0:00FF', valid_until: '20231115061520' }));
    expect(await authority.generate('ABC', 'dynamic')).toEqual({ ok: true, value: { text: 'ABC:0:00FF', validUntil: '2023-11-15T06:15:20.000+08:00' } });
    expect(asked()).toEqual([{ method: 'ehc.ehealthcode.generate', content: { ehealth_card_id: 'ABC', generate_no: 'serial-1', generate_time: '20231115061320', ewmbs: '0' } }]);
  });

  it('that are static have no end', async () => {
    const { authority } = setup(answering({ ehealth_code: 'ABC:1' }));
    expect(await authority.generate('ABC', 'static')).toEqual({ ok: true, value: { text: 'ABC:1' } });
    expect(asked()[0]?.content).toMatchObject({ ewmbs: '1' });
  });

  it('are verified for a step, terminal and channel, and tell the holder', async () => {
    const { authority } = setup(answering({ ehealth_card_id: 'ABC', name: '王五', id_type: '01', id_no: 'x', nation: '01' }));
    expect(await authority.verify({ codeText: 'ABC:1', medStep: '010101', terminal: 't01', channel: '01' })).toEqual({
      ok: true, value: { cardId: 'ABC', name: '王五', idType: '01', idNumber: 'x', nation: '01' },
    });
    expect(asked()).toEqual([{ method: 'ehc.ehealthcode.verify', content: { ehealth_code: 'ABC:1', medstepcode: '010101', terminalcode: 't01', channelcode: '01' } }]);
  });

  it.each(['code-not-valid', 'code-expired', 'code-used-elsewhere', 'card-not-found', 'card-lost', 'card-closed'] as const)('refused with %s say so', async (refusal) => {
    const { authority } = setup(refusing(refusal));
    expect(await authority.verify({ codeText: 'x', medStep: '010101', terminal: 't01', channel: '01' })).toEqual(said(`authority/${refusal}`));
  });
});

describe('the life of a card', () => {
  it('is changed by serial number and time', async () => {
    const { authority } = setup();
    const done = { ok: true, value: undefined };
    expect([await authority.reportLoss('A', 's1'), await authority.restore('A', 's2'), await authority.alter('A', { cellphone: '19900000002' }, 's3'), await authority.close('A', 's4')])
      .toEqual([done, done, done, done]);
    const at = '20231115061320';
    expect(asked()).toEqual([
      { method: 'ehc.ehealthcard.alter', content: { ehealth_card_id: 'A', card_status: '2', alter_no: 's1', alter_time: at } },
      { method: 'ehc.ehealthcard.alter', content: { ehealth_card_id: 'A', card_status: '1', alter_no: 's2', alter_time: at } },
      { method: 'ehc.ehealthcard.alter', content: { ehealth_card_id: 'A', cellphone: '19900000002', alter_no: 's3', alter_time: at } },
      { method: 'ehc.ehealthcard.close', content: { ehealth_card_id: 'A', revoke_no: 's4', revoke_time: at } },
    ]);
  });

  it('cannot be changed to lost where the authority does not know that', async () => {
    const { authority } = setup(undefined, without('statusOnAlter'));
    expect([await authority.reportLoss('A', 's'), await authority.restore('A', 's')]).toEqual(Array(2).fill(said('authority/not-accepted')));
  });

  it('tells which member the authority does not take', async () => {
    expect(await setup(refusing('biz-not-valid', 'cellphone')).authority.alter('A', {}, 's')).toEqual(said('authority/not-accepted', { facts: { field: 'cellphone' } }));
  });
});

describe('use records and organisations', () => {
  it('sends records as a list, in the dialect\'s time', async () => {
    const { authority } = setup();
    await authority.sendUseRecords([{ cardId: 'A', medStep: '010101', terminal: 't', channel: '01', usedAt: NOW }]);
    expect(asked()).toEqual([{ method: 'ehc.ehealthcode.usecarddate', content: [{ ehealth_card_id: 'A', medstepcode: '010101', terminalcode: 't', channelcode: '01', use_time: '20231115061320' }] }]);
  });

  it('reads back the organisation it sent', async () => {
    const one = { code: '410000-1', name: '样例医院', validUntil: '2030-12-31', address: '410100', level: '3', valid: true };
    const { authority } = setup();
    await authority.addOrganisation(one);
    gateway.script = answering(gateway.questions[0]?.content);
    expect(await authority.queryOrganisation('410000-1')).toEqual({ ok: true, value: one });
    gateway.script = refusing('org-exists');
    expect(await authority.addOrganisation(one)).toEqual(said('authority/org-exists'));
    gateway.script = refusing('org-unknown');
    expect(await authority.updateOrganisation({ ...one, valid: false })).toEqual(said('authority/org-unknown'));
  });
});

it('every refusal that is no answer to the question makes the authority unavailable, and is logged by its code', async () => {
  const expected: AuthorityRefusal[] = ['card-not-found', 'card-lost', 'card-closed'];
  const others = (Object.keys(AUTHORITY_REFUSALS) as AuthorityRefusal[]).filter((one) => !expected.includes(one) && one !== 'biz-not-valid' && one !== 'busy');
  for (const refusal of others) {
    const { authority, log } = setup(refusing(refusal));
    expect(await authority.generate('A', 'static')).toEqual(said('authority/unavailable'));
    expect(log.lines.at(-1)).toMatchObject({ target: 'authority', code: AUTHORITY_REFUSALS[refusal].code });
  }
});
