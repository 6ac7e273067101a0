/** From the words of the domain to the gateway's members. */
import type { BizFields } from '../../../../shared/authority/biz.schema';
import { wireCardState, type Dialect } from '../../../../shared/authority/dialect';
import { writeWireTime } from '../../../../shared/authority/wire-time';
import type { CardApplicant, HolderQuestion, NamedDocument, Organisation, UseRecord } from './authority.types';

/** False when the authority has no code for a document, or cannot be told of a guardian. */
export function isAskable(dialect: Dialect, { document, guardian }: HolderQuestion): boolean {
  const documents = guardian ? [document, guardian.document] : [document];
  return documents.every(({ type }) => type in dialect.idTypes) && (!guardian || dialect.extensions.guardian);
}

export function registration(dialect: Dialect, applicant: CardApplicant, { serial, now }: { serial: string; now: number }): BizFields {
  const { name, document, appliedBy, guardian, ...details } = applicant;
  return {
    registerNo: serial,
    registerTime: writeWireTime(dialect.timeFormat, now),
    applyType: dialect.applyTypes[appliedBy],
    ...documentFields(dialect, document),
    name,
    ...details,
    realNameMode: dialect.realNameMode,
    ...guardianFields(dialect, guardian),
  };
}

export function holderQuestion(dialect: Dialect, { document, name, guardian }: HolderQuestion): BizFields {
  const asked = documentFields(dialect, document);
  if (name === undefined || !dialect.extensions.realNameOnQuery) return asked;
  return { ...asked, name, realNameMode: dialect.realNameMode, ...guardianFields(dialect, guardian) };
}

function documentFields(dialect: Dialect, { type, number }: NamedDocument['document']): BizFields {
  return { idType: dialect.idTypes[type], idNumber: number };
}

function guardianFields(dialect: Dialect, guardian: NamedDocument | undefined): BizFields {
  if (!guardian) return {};
  const { idType, idNumber } = documentFields(dialect, guardian.document);
  return { guardianIdType: idType, guardianIdNumber: idNumber, guardianName: guardian.name };
}

const STATUS_OF = { active: '1', lost: '2', pending: '5' } as const;

/** A card that is meant only while nobody holds it. */
export function unheldCard(dialect: Dialect, cardId: string): BizFields {
  return dialect.extensions.statusOnClose ? stateChange(dialect, cardId, 'pending') : { cardId };
}

export function stateChange(dialect: Dialect, cardId: string, state: keyof typeof STATUS_OF): BizFields {
  return { cardId, cardState: wireCardState(dialect, STATUS_OF[state]) };
}

export function useRecord(dialect: Dialect, { usedAt, ...record }: UseRecord): BizFields {
  return { ...record, useTime: writeWireTime(dialect.timeFormat, usedAt) };
}

export function organisationFields(organisation: Organisation): BizFields {
  const { code, name, property, accessMethod, validUntil, address, level, hierarchy, valid } = organisation;
  return {
    orgCode: code, orgName: name, orgProperty: property, accessMethod, validTime: validUntil, orgAddress: address, orgLevel: level,
    orgHierarchy: hierarchy, valid: valid === undefined ? undefined : valid ? '1' : '0',
  };
}
