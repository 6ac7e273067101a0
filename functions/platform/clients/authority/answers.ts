/** From the gateway's members to the words of the domain. Undefined: the answer lacks what makes it one. */
import { STATE_WORDS } from '../../../../shared/authority/authority.rules';
import { RealNameAnswer, type BizFields } from '../../../../shared/authority/biz.schema';
import type { Dialect } from '../../../../shared/authority/dialect';
import { readWireTime } from '../../../../shared/authority/wire-time';
import type { FoundCard, GeneratedCode, HolderAnswer, IssuedCard, Organisation, RegisteredCard, VerifiedHolder } from './authority.types';

type Present<T> = { [K in keyof T]: Exclude<T[K], undefined> };

/** Drops members that are absent, so that an absent member is absent and not undefined. */
export function present<T extends object>(members: T): Present<T> {
  return Object.fromEntries(Object.entries(members).filter(([, value]) => value !== undefined)) as Present<T>;
}

export function issuedCard(dialect: Dialect, { cardId, mainIndex, cardState, issuedTime, issuer }: BizFields): IssuedCard | undefined {
  if (!cardId) return undefined;
  // An authority that names no status names a card in use.
  const status = cardState === undefined ? '1' : dialect.cardStates[cardState];
  if (!status) return undefined;
  return { cardId, state: STATE_WORDS[status], ...present({ mainIndex, issuer, issuedAt: readWireTime(issuedTime ?? '') }) };
}

export function registeredCard(dialect: Dialect, fields: BizFields): RegisteredCard | undefined {
  const card = issuedCard(dialect, fields);
  return card && { ...card, already: fields.already === '1' };
}

export function foundCard(dialect: Dialect, fields: BizFields): FoundCard | undefined {
  const card = issuedCard(dialect, fields);
  return card && { ...card, ...present({ replacedBy: fields.replacedBy }) };
}

export function holderAnswer(dialect: Dialect, fields: BizFields): HolderAnswer | undefined {
  const realName = RealNameAnswer.safeParse(fields.realName ?? 'not-asked');
  if (!realName.success) return undefined;
  const card = issuedCard(dialect, fields);
  if (fields.cardId && !card) return undefined;
  const { gender, birthday, nation } = fields;
  return { realName: realName.data, ...present({ gender, birthday, nation, card }) };
}

export function generatedCode(_: Dialect, { codeText, validUntil }: BizFields): GeneratedCode | undefined {
  return codeText ? { text: codeText, ...present({ validUntil: readWireTime(validUntil ?? '') }) } : undefined;
}

export function verifiedHolder(dialect: Dialect, fields: BizFields): VerifiedHolder {
  const { cardId, mainIndex, name, gender, birthday, nation, idType, idNumber, cellphone, address } = fields;
  return present({ cardId, mainIndex, name, gender, birthday, nation, idType: platformIdType(dialect, idType), idNumber, cellphone, address });
}

function platformIdType(dialect: Dialect, wire: string | undefined): string | undefined {
  return Object.keys(dialect.idTypes).find((type) => dialect.idTypes[type] === wire);
}

export function organisation(_: Dialect, fields: BizFields): Organisation | undefined {
  const { orgCode: code, orgName: name, orgProperty, accessMethod, validTime, orgAddress, orgLevel, orgHierarchy, valid } = fields;
  if (!code || !name) return undefined;
  return {
    code, name,
    ...present({
      property: orgProperty, accessMethod, validUntil: validTime, address: orgAddress, level: orgLevel, hierarchy: orgHierarchy,
      valid: valid === undefined ? undefined : valid !== '0',
    }),
  };
}
