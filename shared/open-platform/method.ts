/** A method of the card open platform: where it is served, what it takes and gives, how it can refuse. */
import type * as z from 'zod/mini';
import type { Result } from '../kernel/result';
import type { ResultName } from './result-codes';

export type Schema = z.ZodMiniType;

export type OpenMethod<Input extends Schema = Schema, Output extends Schema = Schema, Name extends ResultName = ResultName> = {
  readonly paths: readonly string[];
  /** One line in Chinese for the partner guide, and the section of the contract. */
  readonly summary: string;
  readonly section: string;
  /** Members that came empty or null are taken out before. */
  readonly input: Input;
  /** Of an array in `input` whose items are read one by one: what each must be. */
  readonly items?: Schema;
  /** Every member has an empty default: a refusal carries them too, because clients read them unchecked (2.3). */
  readonly output: Output;
  /** Beyond what every method can answer (`OF_EVERY_METHOD`). */
  readonly refusals: readonly Name[];
  /** `relateAppId` and `relateOpenId` are required (2.2), unless the institution's switch says otherwise. */
  readonly relates?: true;
  /** Called without a token (getAppToken). */
  readonly isCredential?: true;
  readonly maxBytes?: number;
};

/** Declares a method; the compiler keeps its refusals and schemas as literal types. */
export function defineMethod<Input extends Schema, Output extends Schema, const Name extends ResultName>(method: OpenMethod<Input, Output, Name>): OpenMethod<Input, Output, Name> {
  return method;
}

export type InputOf<M> = M extends OpenMethod<infer I> ? z.infer<I> : never;
/** What a use case gives: empty members may be left out. */
export type GivenBy<M> = M extends OpenMethod<Schema, infer O> ? z.input<O> : never;
export type RefusalOf<M> = M extends OpenMethod<Schema, Schema, infer N> ? N : never;
/** A use case may find what the gateway finds: a member that is not valid, and that it cannot be done now. */
export type Answered<M> = Result<GivenBy<M>, RefusalOf<M> | 'input-not-valid' | 'busy'>;
export type MethodAnswer<M> = Promise<Answered<M>>;

/** What the gateway itself answers, whichever method is called. */
export const OF_EVERY_METHOD = [
  'body-not-json', 'member-twice', 'nested-too-deep', 'envelope-not-valid', 'method-not-post', 'member-contradicts', 'request-too-large', 'app-unknown', 'app-closed',
  'hospital-unknown', 'clock', 'sign', 'request-id-reused', 'token-not-valid', 'input-not-valid', 'busy', 'too-many-calls', 'internal',
] as const satisfies readonly ResultName[];

export const REQUEST_BYTES_MAX = 1024 * 1024;

const AUTH = '/rest/auth/HealthCard/HealthOpenAuth/AuthObj/';
const PLATFORM = '/rest/auth/HealthCard/HealthOpenPlatform/ISVOpenObj/';
const SERVER = '/rest/auth/TXHealthCard/EHealthCardServer/ISVOpenObj/';
const TOOLS = '/rest/auth/TXHealthCard/EHealthCardServer/ToolsObj/';
/** What is ours beside the contract. */
const OWN = '/rest/auth/henan/OpenPlatform/';
const VACCINATION = '/rest/auth/HealthCard/VaccinationOpenServer/OpenVaccinationObj/';

/** The folders of 2.1, each with the method's name behind it. */
export const at = {
  auth: (name: string) => AUTH + name,
  platform: (name: string) => PLATFORM + name,
  server: (name: string) => SERVER + name,
  tools: (name: string) => TOOLS + name,
  upgrade: (name: string) => `${OWN}UpgradeObj/${name}`,
  vaccination: (name: string) => VACCINATION + name,
  own: (name: string) => OWN + name,
} as const;
