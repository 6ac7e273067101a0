/** The sample people as the outside knows them: in the population register, before the face check, in WeChat. */
import { createHash } from 'node:crypto';
import type { ChinaDay } from '../../../shared/kernel/china-day';
import { readDocument } from '../../../shared/kernel/documents';
import { lifelongPart } from '../../../shared/kernel/travel-permits';
import type { RegisteredPerson } from '../../sandbox/population-register';
import type { Citizen, WechatUser } from '../../sandbox/wechat';
import { samplePeople } from './sample-people';
import type { SampleDocument, SamplePerson } from './sample-people';
import { SAMPLE_STAFF } from './sample-staff';

/** Everyone under every document they hold, numbers in the register's canonical form. */
export function sampleRegister(today: ChinaDay): readonly RegisteredPerson[] {
  const people = samplePeople(today);
  const find = (personKey: string | undefined) => people.find((person) => person.personKey === personKey);
  return people.flatMap((person) => {
    const parents = [find(person.family?.motherKey), find(person.family?.fatherKey)].filter((parent) => parent !== undefined);
    const guardians = parents.map((parent) => ({ ...registeredUnder(parent, today), name: parent.name }));
    return [person, ...(person.otherDocuments ?? [])].map((document) => entry(person, registeredUnder(document, today), guardians));
  });
}

function entry(person: SamplePerson, document: SampleDocument, guardians: NonNullable<RegisteredPerson['guardians']>): RegisteredPerson {
  const { name, gender, birthday, nation, deceased } = person;
  return { ...document, name, gender, birthday, guardians, ...(nation && { nation }), ...(deceased && { deceased }) };
}

/** 15 digits become 18, 17 becomes 10 or 11, a travel permit of Hong Kong or Macau its first nine characters. */
function registeredUnder({ idType, idNumber }: SampleDocument, today: ChinaDay): SampleDocument {
  const read = readDocument(idType, idNumber, today);
  if (!read.ok) throw new Error(`sample document ${idType} ${idNumber}: ${read.refusal.code}`);
  const { type, number } = read.value;
  return { idType: type, idNumber: type === '06' ? lifelongPart(number) : number };
}

/** Those whom the face check can compare: living citizens of the mainland. */
export function sampleCitizens(today: ChinaDay): readonly Citizen[] {
  return sampleRegister(today).filter(({ idType, deceased }) => idType === '01' && !deceased).map(({ name, idNumber }) => ({ name, idNumber }));
}

/** Who may sign in: residents with WeChat, then staff. Ids depend on the key alone, so yesterday's accounts are found again. */
export function sampleWechatUsers(today: ChinaDay): readonly WechatUser[] {
  const residents = samplePeople(today).flatMap(({ wechatUser, name, phone }) => (wechatUser ? [{ wechatUser, name, phone }] : []));
  return [...residents, ...SAMPLE_STAFF].map(({ wechatUser, name, phone }) => ({
    wechatUser,
    nickname: name,
    miniProgramOpenid: idOf('mini', wechatUser),
    serviceAccountOpenid: idOf('service', wechatUser),
    unionid: idOf('union', wechatUser),
    ...(phone && { phone }),
  }));
}

/** 28 characters beginning with o, as WeChat's ids look. */
function idOf(app: string, wechatUser: string): string {
  return `o${createHash('sha256').update(`${app}:${wechatUser}`).digest('base64url').slice(0, 27)}`;
}
