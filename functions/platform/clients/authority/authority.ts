/** The card authority (卡管) over its common gateway: issue, find, show, verify and close cards. */
import type { AuthorityMethod } from '../../../../shared/authority/authority.schema';
import type { BizFields } from '../../../../shared/authority/biz.schema';
import { readBiz, writeBiz, type Dialect } from '../../../../shared/authority/dialect';
import type { AuthorityRefusal } from '../../../../shared/authority/refusals';
import { writeWireTime } from '../../../../shared/authority/wire-time';
import { ok, refuse, type RefusalFacts, type Result } from '../../../../shared/kernel/result';
import { foundCard, generatedCode, holderAnswer, organisation, registeredCard, verifiedHolder } from './answers';
import type { Answered, Authority, CardApplicant } from './authority.types';
import { makeGateway, type GatewayOptions } from './gateway';
import { holderQuestion, isAskable, organisationFields, registration, stateChange, unheldCard, useRecord } from './questions';

export type AuthorityOptions = GatewayOptions & { readonly newSerial: () => string };

type Question<Refusal extends AuthorityRefusal> = { readonly fields: BizFields | readonly BizFields[]; readonly expect: readonly Refusal[] };
type Issuing<Refusal extends AuthorityRefusal> = { readonly applicant: CardApplicant; readonly serial: string; readonly expect: readonly Refusal[] };
type Reading<Value> = (dialect: Dialect, fields: BizFields) => Value | undefined;

const CARD = ['card-not-found', 'card-lost', 'card-closed'] as const;
const REAL_NAME = ['name-does-not-match', 'not-in-register', 'deceased', 'guardian-does-not-match'] as const;
const notAccepted = Promise.resolve(refuse('authority/not-accepted'));

export function makeAuthority(options: AuthorityOptions): Authority {
  const { dialect, now, newSerial } = options;
  const { askFor, tell } = asking(options);
  const time = () => writeWireTime(dialect.timeFormat, now());
  const issued = <Refusal extends AuthorityRefusal>({ applicant, serial, expect }: Issuing<Refusal>) =>
    (isAskable(dialect, applicant) ? askFor('register', { fields: registration(dialect, applicant, { serial, now: now() }), expect }, registeredCard) : notAccepted);
  const changed = (serial: string) => ({ alterNo: serial, alterTime: time() });

  return {
    register: (applicant, serial) => issued({ applicant, serial, expect: [...REAL_NAME, 'card-lost'] }),
    preIssue: (applicant, serial) => issued({ applicant: { ...applicant, appliedBy: 'batch' }, serial, expect: [...REAL_NAME, 'card-lost', 'card-closed'] }),
    async query(question) {
      if (!isAskable(dialect, question)) return notAccepted;
      const answer = await askFor('query', { fields: holderQuestion(dialect, question), expect: ['card-not-found'] }, holderAnswer);
      if (answer.ok) return answer;
      const { code, facts } = answer.refusal;
      // An authority that checks no names says of a person without a card only that there is none.
      return code === 'authority/card-not-found' ? ok({ realName: 'not-asked' }) : refuse(code, facts);
    },
    find: (cardId) => askFor('query', { fields: { cardId }, expect: ['card-not-found'] }, foundCard),
    generate: (cardId, kind) =>
      askFor('generate', { fields: { cardId, generateNo: newSerial(), generateTime: time(), codeKind: dialect.codeKinds[kind] }, expect: CARD }, generatedCode),
    verify: (reading) => askFor('verify', { fields: reading, expect: [...CARD, 'code-not-valid', 'code-expired', 'code-used-elsewhere'] }, verifiedHolder),
    close: (cardId, serial) => tell('close', { fields: { cardId, revokeNo: serial, revokeTime: time() }, expect: ['card-not-found', 'card-closed'] }),
    takeBack: (cardId, serial) => tell('close', { fields: { ...unheldCard(dialect, cardId), revokeNo: serial, revokeTime: time() }, expect: ['card-not-found', 'card-closed', 'card-held'] }),
    reportLoss(cardId, serial) {
      if (!dialect.extensions.statusOnAlter) return notAccepted;
      return tell('alter', { fields: { ...stateChange(dialect, cardId, 'lost'), ...changed(serial) }, expect: CARD });
    },
    restore(cardId, serial) {
      if (!dialect.extensions.statusOnAlter) return notAccepted;
      return tell('alter', { fields: { ...stateChange(dialect, cardId, 'active'), ...changed(serial) }, expect: ['card-not-found', 'card-closed'] });
    },
    alter: (cardId, changes, serial) => tell('alter', { fields: { cardId, ...changes, ...changed(serial) }, expect: CARD }),
    sendUseRecords: (records) =>
      tell('usecarddate', { fields: records.map((one) => useRecord(dialect, one)), expect: ['records-too-many', 'records-not-same-day', 'card-not-found'] }),
    addOrganisation: (one) => tell('addorg', { fields: organisationFields(one), expect: ['org-exists'] }),
    updateOrganisation: (one) => tell('updateorg', { fields: organisationFields(one), expect: ['org-unknown'] }),
    queryOrganisation: (code) => askFor('queryorg', { fields: { orgCode: code }, expect: ['org-unknown'] }, organisation),
  };
}

/** Asking for a value, and telling what needs no answer but yes. */
function asking(options: AuthorityOptions) {
  const { dialect, log } = options;
  const gateway = makeGateway(options);
  const write = (fields: BizFields | readonly BizFields[]) => (isList(fields) ? fields.map((one) => writeBiz(dialect, one)) : writeBiz(dialect, fields));

  async function askFor<Value, Refusal extends AuthorityRefusal>(method: AuthorityMethod, { fields, expect }: Question<Refusal>, read: Reading<Value>): Answered<Value, Refusal> {
    const answer = await gateway(method, write(fields));
    if (!answer.ok) return named(answer.refusal, expect);
    const value = read(dialect, readBiz(dialect, answer.value) ?? {});
    if (value !== undefined) return ok(value);
    log.event('call.failed', { target: 'authority', code: 'call/answer-not-understood' });
    return refuse('authority/unavailable');
  }

  async function tell<Refusal extends AuthorityRefusal>(method: AuthorityMethod, { fields, expect }: Question<Refusal>): Answered<void, Refusal> {
    const answer = await gateway(method, write(fields));
    return answer.ok ? ok(undefined) : named(answer.refusal, expect);
  }
  return { askFor, tell };
}

function isList(fields: BizFields | readonly BizFields[]): fields is readonly BizFields[] {
  return Array.isArray(fields);
}

/** A refusal this question can meet keeps its name; any other means that the authority is of no help now. */
function named<Refusal extends AuthorityRefusal>(
  { code, facts }: { code: AuthorityRefusal | 'unavailable'; facts?: RefusalFacts }, expect: readonly Refusal[],
): Result<never, `authority/${Refusal}` | 'authority/not-accepted' | 'authority/unavailable'> {
  if (code === 'biz-not-valid') return refuse('authority/not-accepted', facts);
  const known = expect.find((one) => one === code);
  return refuse(known ? (`authority/${known}` as const) : 'authority/unavailable');
}
