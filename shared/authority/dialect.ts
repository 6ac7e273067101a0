/**
 * How one card authority speaks the common gateway: method and member names, digest form, code tables, formats, and which
 * optional extensions it understands. A province's annex becomes such a file; no code changes.
 */
import * as z from 'zod/mini';
import { AuthorityMethod, CardStatus, DigestForm } from './authority.schema';
import { BizMember, type BizFields } from './biz.schema';

const Name = z.string().check(z.minLength(1), z.maxLength(50));

/** Where an application comes from. */
export const ApplyChannel = z.enum(['app', 'self-service', 'window', 'batch']);
export type ApplyChannel = z.infer<typeof ApplyChannel>;

export const TimeFormat = z.enum(['yyyyMMddHHmmss', 'yyyy-MM-dd HH:mm:ss']);
export type TimeFormat = z.infer<typeof TimeFormat>;

export const Dialect = z.object({
  name: Name,
  path: z.string().check(z.regex(/^\/[\w./-]*$/)),
  version: z.string().check(z.minLength(1), z.maxLength(10)),
  successCode: z.string(),
  failureCode: z.string(),
  /** The form this side speaks; an authority chooses it per registered client. */
  digestForm: DigestForm,
  digestType: z.enum(['SM3', 'SHA256']),
  encType: z.literal('SM4'),
  cipherText: z.enum(['hex', 'base64']),
  timeFormat: TimeFormat,
  /** The first name is spoken, all are understood. */
  methods: z.record(AuthorityMethod, z.tuple([Name], Name)),
  members: z.record(BizMember, Name),
  applyTypes: z.record(ApplyChannel, Name),
  codeKinds: z.object({ dynamic: Name, static: Name }),
  /** From the wire's status to ours. */
  cardStates: z.record(z.string(), CardStatus),
  /** From the platform's document types to the wire's; a type that is missing cannot be asked there. */
  idTypes: z.record(z.string(), Name),
  /** 认证模式 sent with a real-name check. */
  realNameMode: Name,
  extensions: z.object({
    /** `query` with a name checks name and number and says so. */
    realNameOnQuery: z.boolean(),
    /** `alter` with a status reports loss and restores. */
    statusOnAlter: z.boolean(),
    /** `close` with a status closes only a card that has it. */
    statusOnClose: z.boolean(),
    /** `register` and `query` take a guardian, for children without a document of their own. */
    guardian: z.boolean(),
    /** Identical bytes get the stored answer, so that a write may be sent again when its answer was lost. */
    storedAnswers: z.boolean(),
  }),
});
export type Dialect = z.infer<typeof Dialect>;

/** The verb a wire method stands for, or undefined. */
export function methodOf(dialect: Dialect, wireName: string): AuthorityMethod | undefined {
  return AuthorityMethod.options.find((method) => dialect.methods[method].includes(wireName));
}

/** The name under which a verb is called. */
export function wireMethod(dialect: Dialect, method: AuthorityMethod): string {
  return dialect.methods[method][0];
}

/** The wire's code for a status of ours. Throws when the dialect has none: a fault of the dialect file. */
export function wireCardState(dialect: Dialect, status: CardStatus): string {
  const found = Object.entries(dialect.cardStates).find(([, ours]) => ours === status);
  if (!found) throw new Error(`dialect ${dialect.name} has no code for status ${status}`);
  return found[0];
}

/** One object of `biz_content` with the dialect's member names, in the order given; absent members are left out. */
export function writeBiz(dialect: Dialect, fields: BizFields): Record<string, string> {
  return Object.fromEntries(
    Object.entries(fields).flatMap(([member, value]) => (value === undefined ? [] : [[dialect.members[member as BizMember], value]])),
  );
}

/** Reads such an object: unknown members are ignored, numbers become text, null is absent. Undefined when it is no object. */
export function readBiz(dialect: Dialect, content: unknown): BizFields | undefined {
  if (typeof content !== 'object' || content === null || Array.isArray(content)) return undefined;
  const wire = new Map<string, unknown>(Object.entries(content));
  return Object.fromEntries(
    BizMember.options.flatMap((member) => {
      const text = textOf(wire.get(dialect.members[member]));
      return text === undefined ? [] : [[member, text]];
    }),
  );
}

function textOf(value: unknown): string | undefined {
  if (typeof value === 'number' || typeof value === 'boolean') return String(value);
  return typeof value === 'string' ? value : undefined;
}
