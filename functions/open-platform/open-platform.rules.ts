/** Rules the use cases share: who an application is for, how a card is worded, who is written into the audit. */
import type { CardView } from '../../shared/card/card.schema';
import type { AuditEntry } from '../../shared/kernel/audit-entry';
import { addDays, chinaDayOf, type ChinaDay } from '../../shared/kernel/china-day';
import type { Resident } from '../../shared/kernel/caller';
import { documentKey, readDocument, type DocumentType, type LegalDocument } from '../../shared/kernel/documents';
import { isPossibleBirthday } from '../../shared/kernel/legal-document';
import { newbornNumberIsUsable } from '../../shared/kernel/newborn';
import { readName } from '../../shared/kernel/person-name';
import { ok, refuse, type Result } from '../../shared/kernel/result';
import type { ChildInfo } from '../../shared/open-platform/call.schema';
import { GENDER_WORDS, genderWord, nationCode, nationName, type CardObject } from '../../shared/open-platform/person.schema';
import { isMiniPage, isRegistered, readReturnAddress, withParameters } from '../../shared/open-platform/redirect';
import type { Applicant, CallNote, CardHolder, NamedPerson, PartnerApp, PartnerCaller, Poster, PosterStep } from './open-platform.ports';
import type { AppView } from '../../shared/open-platform/console.schema';
import { RESULT_CODES, type ResultName } from '../../shared/open-platform/result-codes';

/** The form of 3.2 as far as the authority is told of it. */
export type Form = {
  readonly name: string; readonly gender: '男' | '女'; readonly nation: string; readonly birthday: ChinaDay; readonly idNumber: string; readonly idType: DocumentType;
  readonly phone1: string; readonly address?: string; readonly childInfo?: ChildInfo;
};

const CELLPHONE = /^1\d{10}$/;
const NEWBORN = '16';

/** Canonical name and document; what the number itself says of birthday and gender goes before what was typed, and must not differ. */
export function readForm(form: Form, today: ChinaDay): Result<Applicant, 'input-not-valid' | 'guardian-needed'> {
  const person = readNamed(form, today);
  if (!person.ok) return person;
  const { document } = person.value;
  const gender = GENDER_WORDS[form.gender];
  const field = contradicted(form, document, today);
  if (field) return refuse('input-not-valid', { field });
  const guardian = guardianIn(form.childInfo, today);
  if (!guardian.ok) return guardian;
  if (document.type === NEWBORN && !guardian.value) return refuse('guardian-needed', { field: 'childInfo' });
  return ok({ ...person.value, gender, birthday: form.birthday, ...contactOf(form), ...(guardian.value ? { guardian: guardian.value } : {}) });
}

function contradicted(form: Form, document: LegalDocument, today: ChinaDay): 'gender' | 'birthday' | undefined {
  const gender = GENDER_WORDS[form.gender];
  if ((document.gender ?? gender) !== gender) return 'gender';
  return bornThen(form, document, today) ? undefined : 'birthday';
}

function bornThen({ birthday }: Form, document: LegalDocument, today: ChinaDay): boolean {
  if (document.type === NEWBORN && !newbornNumberIsUsable(birthday, today)) return false;
  return isPossibleBirthday(birthday, today) && (document.birthday ?? birthday) === birthday;
}

function contactOf({ nation, phone1, address }: Form) {
  const code = nationCode(nation);
  return { ...(CELLPHONE.test(phone1) ? { cellphone: phone1 } : { telephone: phone1 }), ...(code ? { nation: code } : {}), ...(address ? { address } : {}) };
}

/** Whom a call names, in canonical form. */
export function readNamed({ name, idType, idNumber }: Pick<Form, 'name' | 'idType' | 'idNumber'>, today: ChinaDay): Result<NamedPerson, 'input-not-valid'> {
  const canonical = readName(name);
  if (!canonical.ok) return refuse('input-not-valid', { field: 'name' });
  const document = readDocument(idType, idNumber, today);
  return document.ok ? ok({ name: canonical.value, document: document.value }) : refuse('input-not-valid', { field: 'idNumber' });
}

/** The mother, or the father when she is not named. */
function guardianIn(child: ChildInfo | undefined, today: ChinaDay): Result<NamedPerson | undefined, 'input-not-valid'> {
  const { motherName, motherIdNumber, motherIdType, fatherName, fatherIdNumber, fatherIdType } = child ?? {};
  const named = [
    { name: motherName, idNumber: motherIdNumber, idType: motherIdType ?? '01', field: 'childInfo.motherIdNumber' },
    { name: fatherName, idNumber: fatherIdNumber, idType: fatherIdType ?? '01', field: 'childInfo.fatherIdNumber' },
  ].find((parent) => parent.name !== undefined && parent.idNumber !== undefined);
  if (named?.name === undefined || named.idNumber === undefined) return ok(undefined);
  const read = readNamed({ name: named.name, idNumber: named.idNumber, idType: named.idType }, today);
  return read.ok ? read : refuse('input-not-valid', { field: named.field });
}

export function documentIn({ idType, idNumber }: Pick<Form, 'idType' | 'idNumber'>, nowMs: number): Result<LegalDocument, 'input-not-valid'> {
  const document = readDocument(idType, idNumber, chinaDayOf(nowMs));
  return document.ok ? document : refuse('input-not-valid', { field: 'idNumber' });
}

type Beside = { readonly qrCodeText: string; readonly patid?: string | undefined; readonly relation?: string };

/** 3.8: the holder in clear, as the contract has it, and the aliases of before 2020. */
export function cardObject(holder: CardHolder, { qrCodeText, patid = '', relation = '' }: Beside): CardObject {
  const { healthCardId, phid, name, birthday, idType, idNumber, phone, address } = holder;
  return {
    qrCodeText, healthCardId, phid, name, gender: genderWord(holder.gender), nation: nationName(holder.nation), birthday, idType, idNumber, address,
    phone1: phone, relation, patid, adminExt: adminExt(holder, qrCodeText), verifyStatus: true, idCard: idNumber, cardType: idType,
  };
}

const ID_TYPE_WORDS: Readonly<Record<string, string>> = {
  '01': '居民身份证', '02': '居民户口簿', '03': '护照', '04': '军官证', '05': '驾驶证', '06': '港澳居民来往内地通行证', '07': '台湾居民来往内地通行证',
  '08': '出生医学证明', '15': '外国人永久居留身份证', '16': '新生儿证件', '17': '港澳台居民居住证',
};

/** 4.4: what the authority says of a card, as JSON in a text. */
export function adminExt({ healthCardId, phid, name, gender, birthday, nation, idType, idNumber, phone, address }: CardHolder, qrCodeText: string): string {
  return JSON.stringify({
    qr_code: qrCodeText, ecardId: healthCardId, main_index: phid, id_type: ID_TYPE_WORDS[idType] ?? '其他法定有效证件', id_number: idNumber, name, sex: genderWord(gender),
    birthday, telephone: phone, nation: nationName(nation), unit: '', address,
  });
}

/** The entry names the app and the person, never a number. */
export function entryOf({ app, requestId }: PartnerCaller, method: string, subject: string): AuditEntry {
  return { subject, actor: `open-platform:${app.appId}`, action: `open-platform.${method}`, ground: 'contract', requestId };
}

/** A day too long ago to be told of. */
export function earliestDay(nowMs: number, days: number): ChinaDay {
  return addDays(chinaDayOf(nowMs), -days);
}

/** The first page that is neither a mini-program's nor on a host the app registered. */
export function foreignPage({ redirectHosts }: PartnerApp, pages: Readonly<Record<string, string | undefined>>): string | undefined {
  return Object.entries(pages).find(([, page]) => page !== undefined && !isMiniPage(page) && !isRegisteredPage(page, redirectHosts))?.[0];
}

/** An address to call that is not on a host the app registered; none is none. */
export function foreignAddress({ redirectHosts }: PartnerApp, address: string | undefined): boolean {
  return address !== undefined && !(/^https?:/.test(address) && isRegisteredPage(address, redirectHosts));
}

function isRegisteredPage(page: string, hosts: readonly string[]): boolean {
  const address = readReturnAddress(page);
  return address !== undefined && isRegistered(address, hosts);
}

/** A card in a list to choose from. */
export function choosable({ cardId, maskedName, maskedNumber, idType, memberId, state }: CardView) {
  return { cardId, maskedName, maskedNumber, idType, isSelf: memberId === undefined, state };
}

/** Why a card that was chosen cannot be handed over. */
export function unusable(card: CardView | undefined): 'card/unknown' | 'card/lost' | 'card/closed' | undefined {
  if (!card) return 'card/unknown';
  if (card.state === 'active') return undefined;
  return card.state === 'lost' ? 'card/lost' : 'card/closed';
}

/** One person: the same document under the same name. */
export function isSamePerson(one: NamedPerson, other: NamedPerson): boolean {
  return one.name === other.name && documentKey(one.document) === documentKey(other.document);
}

/** What a resident does about somebody else's order, in the audit. */
export function residentEntry({ accountId, requestId }: Pick<Resident, 'accountId' | 'requestId'>, action: string): AuditEntry {
  return { subject: accountId, actor: accountId, action: `open-platform.${action}`, ground: 'self', requestId };
}

/** Of the settings of an app. */
export function versionOf({ settingsVersion = 0 }: PartnerApp): number {
  return settingsVersion;
}

/** An app as its developers see it: never a secret. */
export function appView(app: PartnerApp): AppView {
  const { appId, name, cityCode, closed, hospitals, secrets, secretChangedAt, redirectHosts, callbackUrl, switches } = app;
  return {
    version: versionOf(app), appId, name, cityCode, closed, switches, redirectHosts: [...redirectHosts], secretsInForce: secrets.length, callbackUrl, secretChangedAt,
    hospitals: hospitals.map(({ hospitalId, name: called, campuses = [] }) => ({ hospitalId, name: called, campuses: [...campuses] })),
  };
}

/** A call with the catalogue's words for its refusal. */
export function callView({ at, method, requestId, hospitalId, result, field, ms, channelNum, terminal }: CallNote) {
  const entry = result in RESULT_CODES ? RESULT_CODES[result as ResultName] : undefined;
  const words = entry ? { chinese: entry.chinese, cause: entry.cause, remedy: entry.remedy } : undefined;
  return { at, method, requestId, hospitalId, result, resultCode: entry?.code ?? 0, field, ms, channelNum, terminalId: terminal?.terminalId, words };
}

const PAGES = { 'card-list': '/open/getHealthCardList', 'user-code': '/open/getUserCode' } as const;

export function posterView({ tag, place, page, returnTo, madeAt, counts }: Poster & { readonly counts: Readonly<Partial<Record<PosterStep, number>>> }, baseUrl: string) {
  const link = withParameters(baseUrl + PAGES[page], { redirect_uri: returnTo, from: tag });
  return { tag, place, link, madeAt, opened: counts.opened ?? 0, cardsGiven: counts['card-given'] ?? 0, codesGiven: counts['code-given'] ?? 0, left: counts.left ?? 0 };
}

export * from './tallies.rules';
export * from './upgrade.rules';
export * from './uses.rules';
export * from './console.rules';
