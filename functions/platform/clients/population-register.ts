/** The population register (人口库): does this document belong to a person of this name? It only reads, so asking twice is harmless. */
import * as z from 'zod/mini';
import type { LegalDocument } from '../../../shared/kernel/legal-document';
import { ok, refuse, type Result } from '../../../shared/kernel/result';
import { lifelongPart } from '../../../shared/kernel/travel-permits';
import { sm3 } from '../crypto/digest';
import type { Log } from '../observe/log';
import type { CallJson, CallRefusal } from './call';

/** Name and document in canonical form (readName, readDocument). */
export type RegisterPerson = { readonly name: string; readonly document: Pick<LegalDocument, 'type' | 'number'> };

/** `guardian`: required for a newborn without document (the mother), optional for other children. */
export type RealNameQuestion = RegisterPerson & { readonly guardian?: RegisterPerson };

/** What the register knows of a person whose name and number belong together. Gender GB/T 2261.1, nation GB/T 3304. */
export type RegisteredFacts = { readonly gender?: string; readonly birthday?: string; readonly nation?: string };

export type RegisterRefusal =
  | 'register/name-does-not-match' | 'register/not-found' | 'register/deceased' | 'register/guardian-does-not-match' | 'register/unavailable';

export type PopulationRegister = { checkRealName(question: RealNameQuestion): Promise<Result<RegisteredFacts, RegisterRefusal>> };

export type PopulationRegisterOptions = {
  readonly baseUrl: string;
  readonly appId: string;
  readonly appSecret: string;
  readonly callJson: CallJson;
  readonly log: Log;
  readonly now: () => number;
  /** 1-64 of `A-Z a-z 0-9 _ -`, new each time. */
  readonly newRequestId: () => string;
};

export function makePopulationRegister(options: PopulationRegisterOptions): PopulationRegister {
  const { baseUrl, appId, appSecret, callJson, log, now, newRequestId } = options;
  return {
    async checkRealName(question) {
      const requestId = newRequestId();
      const body = JSON.stringify({ requestId, ...written(question) });
      const timestamp = String(now());
      const called = await callJson({
        target: 'population-register', method: 'POST', url: `${baseUrl}/register/real-name-check`, body, safe: true, answer: answerTo(requestId),
        headers: { 'x-app-id': appId, 'x-timestamp': timestamp, 'x-signature': sm3(appSecret + timestamp + body) },
      });
      if (!called.ok) return unavailable(log, called.refusal);
      const { result, gender, birthday, nation } = called.value;
      return result === 'match' ? ok(withoutAbsent({ gender, birthday, nation })) : refuse(`register/${result}`);
    },
  };
}

/** An answer with another id is not the answer to this question. */
function answerTo(requestId: string) {
  return z.object({
    requestId: z.literal(requestId),
    result: z.enum(['match', 'name-does-not-match', 'not-found', 'deceased', 'guardian-does-not-match']),
    gender: z.optional(z.string()),
    birthday: z.optional(z.string()),
    nation: z.optional(z.string()),
  });
}

/** The register refuses a caller, not a person, with a status: whoever asks cannot be helped now, and somebody must look. */
function unavailable(log: Log, { code, status }: CallRefusal): Result<never, 'register/unavailable'> {
  const ours = code === 'call/refused' && status !== undefined && status < 500 && status !== 429;
  if (ours) log.event('call.not-accepted', { target: 'population-register', status });
  return refuse('register/unavailable');
}

function written({ guardian, ...person }: RealNameQuestion) {
  return { ...writtenPerson(person, guardian), ...(guardian ? { guardian: writtenPerson(guardian) } : {}) };
}

/** The register knows a permit for Hong Kong and Macau residents by the part that outlives renewals, also within a newborn's number. */
function writtenPerson({ name, document: { type, number } }: RegisterPerson, mother?: RegisterPerson) {
  if (type === '06') return { idType: type, idNumber: lifelongPart(number), name };
  if (type === '16' && mother?.document.type === '06') return { idType: type, idNumber: `${lifelongPart(number)}${number.slice(-2)}`, name };
  return { idType: type, idNumber: number, name };
}

function withoutAbsent<T extends object>(facts: T): { [K in keyof T]: Exclude<T[K], undefined> } {
  return Object.fromEntries(Object.entries(facts).filter(([, value]) => value !== undefined)) as { [K in keyof T]: Exclude<T[K], undefined> };
}
