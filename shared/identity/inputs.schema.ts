/** What residents and staff type: raw texts; the rules of the document decide. Every limit has a name here. */
import * as z from 'zod/mini';
import { DocumentType } from '../kernel/documents';

export const NAME_TEXT_MAX = 100;
export const NUMBER_TEXT_MAX = 64;

export const NameText = z.string().check(z.minLength(1), z.maxLength(NAME_TEXT_MAX));
export const NumberText = z.string().check(z.minLength(1), z.maxLength(NUMBER_TEXT_MAX));
export const Empty = z.object({});
export const Done = z.object({ done: z.literal(true) });
export const Code = z.string().check(z.minLength(1), z.maxLength(512));
/** Of a text that was shown and agreed to. */
export const TextVersion = z.string().check(z.maxLength(32));
export const Id = z.string().check(z.minLength(1), z.maxLength(64));

/** A person's own document, as typed. */
export const DocumentInput = z.object({ name: NameText, idType: DocumentType, idNumber: NumberText });
