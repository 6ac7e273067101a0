/** The only reader of the environment: one object, checked once, or a clear sentence why not. */
import * as z from 'zod/mini';

const text = z.string().check(z.minLength(1));
const url = z.string().check(z.regex(/^https?:\/\/\S+$/));

/** Each slice has its table; platform owns sessions, idempotency and audit. */
export const TABLES = ['identity', 'person-index', 'card', 'authority', 'messages', 'open-platform', 'sessions', 'idempotency', 'audit'] as const;
export type TableName = (typeof TABLES)[number];

/** Queues by their consumer. */
export const QUEUES = ['messages', 'authority', 'card'] as const;
export type QueueName = (typeof QUEUES)[number];

/** Who issues cards: the card authority (ours or an outside one, by AUTHORITY_URL), or the outside open platform. */
const Issuer = z.enum(['authority', 'open-platform']);
export type Issuer = z.infer<typeof Issuer>;

const IssuerByCity = z.record(z.string().check(z.regex(/^\d{6}$/)), Issuer);
const IssuerByInstitution = z.record(z.string().check(z.regex(/^[\w-]{1,64}$/)), Issuer);

/** An outside card open platform is used with all of these, or not at all. */
const OPEN_PLATFORM = ['OPEN_PLATFORM_URL', 'OPEN_PLATFORM_APP_ID', 'OPEN_PLATFORM_APP_SECRET', 'OPEN_PLATFORM_HOSPITAL_ID'] as const;

type Environment = Readonly<Record<string, string | undefined>>;

const Settings = z.object({
  STAGE: text,
  AWS_REGION: text,
  /** `henan-health-dev-`: table and queue names are this and their slice. */
  NAME_PREFIX: text,
  STORE_ENDPOINT: z.optional(url),
  LOG_LEVEL: z._default(z.enum(['debug', 'info', 'warn', 'error', 'silent']), 'info'),
  /** Where residents reach us: H5 pages, return addresses, links in codes. */
  PUBLIC_BASE_URL: url,
  /** Who wraps data keys: a KMS key on AWS, a key file elsewhere. */
  KMS_KEY_ID: z.optional(text),
  KEY_FILE: z.optional(text),
  /** Named versioned master secrets in a 0600 file; on AWS a KMS ciphertext, see readSealedConfig. */
  KEY_RING_FILE: z.optional(text),
  QUEUE_URL_PREFIX: z.optional(text),
  BLOBS_BUCKET: z.optional(text),
  WECHAT_API_BASE: url,
  WECHAT_OPEN_BASE: url,
  WECHAT_MINI_APP_ID: text,
  WECHAT_MINI_APP_SECRET: text,
  WECHAT_OA_APP_ID: text,
  WECHAT_OA_APP_SECRET: text,
  /** The card authority's gateway: ours, or an outside one. Ids from it are opaque. */
  AUTHORITY_URL: url,
  AUTHORITY_APP_ID: text,
  AUTHORITY_APP_SECRET: text,
  AUTHORITY_TERM_ID: text,
  AUTHORITY_DIALECT: z._default(text, 'ehc-v1'),
  /** Calls a second that upgrades of whole hospitals may make to it, all together: what it allows beside the residents' own. */
  AUTHORITY_BATCH_RATE: z._default(z.string().check(z.regex(/^[1-9]\d{0,3}$/)), '20'),
  /** Seconds the appToken before lives on beside a new one. */
  APP_TOKEN_OVERLAP: z._default(z.string().check(z.regex(/^\d{1,4}$/)), '300'),
  REGISTER_URL: url,
  REGISTER_APP_ID: text,
  REGISTER_APP_SECRET: text,
  OPEN_PLATFORM_URL: z.optional(url),
  OPEN_PLATFORM_APP_ID: z.optional(text),
  OPEN_PLATFORM_APP_SECRET: z.optional(text),
  OPEN_PLATFORM_HOSPITAL_ID: z.optional(text),
  ISSUER: z._default(Issuer, 'authority'),
  /** `{"410100":"open-platform"}`: kept as written, since the environment is handed on to workers. */
  ISSUER_BY_CITY: z._default(z.string().check(z.refine((written) => issuersIn(IssuerByCity, written) !== undefined)), '{}'),
  /** `{"inst-410100-1":"open-platform"}`: before the city's. Ids of the directory of institutions. */
  ISSUER_BY_INSTITUTION: z._default(z.string().check(z.refine((written) => issuersIn(IssuerByInstitution, written) !== undefined)), '{}'),
});
export type Config = z.infer<typeof Settings>;

const Config = Settings.check(...OPEN_PLATFORM.map((name) => z.refine<Config>((settings) => settings[name] !== undefined || !needsOpenPlatform(settings), { path: [name] })));

function needsOpenPlatform(settings: Config): boolean {
  const placed = { ...issuersIn(IssuerByCity, settings.ISSUER_BY_CITY), ...issuersIn(IssuerByInstitution, settings.ISSUER_BY_INSTITUTION) };
  const issuers = [settings.ISSUER, ...Object.values(placed)];
  return issuers.includes('open-platform') || OPEN_PLATFORM.some((name) => settings[name] !== undefined);
}

function issuersIn(schema: typeof IssuerByCity, written: string): Readonly<Record<string, Issuer>> | undefined {
  try {
    return z.parse(schema, JSON.parse(written));
  } catch {
    return undefined;
  }
}

/** In whose channel a card is claimed; nothing is known of the province's own. */
export type IssuedFor = { readonly institutionId?: string | undefined; readonly cityCode?: string | undefined };

/** Who issues cards in the channel of an institution, else in its city (six digits), else everywhere. */
export function issuerFor({ ISSUER, ISSUER_BY_CITY, ISSUER_BY_INSTITUTION }: Pick<Config, 'ISSUER' | 'ISSUER_BY_CITY' | 'ISSUER_BY_INSTITUTION'>, { institutionId = '', cityCode = '' }: IssuedFor = {}): Issuer {
  return issuersIn(IssuerByInstitution, ISSUER_BY_INSTITUTION)?.[institutionId] ?? issuersIn(IssuerByCity, ISSUER_BY_CITY)?.[cityCode] ?? ISSUER;
}

/** Reads the environment, or another place of the same shape. Throws one sentence that names what is missing. */
export function readConfig(environment: Environment = process.env): Config {
  const given = Object.fromEntries(Object.entries(environment).filter(([, value]) => value !== undefined && value !== ''));
  const parsed = z.safeParse(Config, given);
  if (parsed.success) return parsed.data;
  const names = parsed.error.issues.map((issue) => issue.path.join('.')).join(', ');
  throw new Error(`The environment lacks or misspells: ${names}`);
}

/** What only its owner may read. On AWS it lies in one ciphertext; nothing else of the environment can be set by it. */
const Secrets = z.strictObject({
  WECHAT_MINI_APP_SECRET: text,
  WECHAT_OA_APP_SECRET: text,
  AUTHORITY_APP_SECRET: text,
  REGISTER_APP_SECRET: text,
  OPEN_PLATFORM_APP_SECRET: z.optional(text),
});

/** Opens a ciphertext (base64) that was sealed for this purpose and no other. */
export type OpenCiphertext = (ciphertext: string, purpose: 'key-ring' | 'secrets') => Promise<string>;

/** On AWS: opens the ciphertexts and reads the environment with the secrets in it. Throws one sentence that holds no secret. */
export async function readSealedConfig(open: OpenCiphertext, environment: Environment = process.env): Promise<{ config: Config; keyRing: string }> {
  const opened = (name: string, purpose: 'key-ring' | 'secrets') => open(environment[name] ?? missing(name), purpose);
  const [secrets, keyRing] = await Promise.all([opened('SECRETS_CIPHERTEXT', 'secrets'), opened('KEY_RING_CIPHERTEXT', 'key-ring')]);
  return { config: readConfig({ ...environment, ...readSecrets(secrets) }), keyRing };
}

function readSecrets(opened: string): z.infer<typeof Secrets> {
  try {
    return z.parse(Secrets, JSON.parse(opened));
  } catch {
    // The parser's own words may quote a secret.
    throw new Error(`SECRETS_CIPHERTEXT does not hold exactly ${Object.keys(Secrets.shape).join(', ')} (the last only where an outside open platform is used)`);
  }
}

function missing(name: string): never {
  throw new Error(`The environment lacks or misspells: ${name}`);
}

/** Where the H5 pages lie on AWS; the function that serves them needs nothing else. */
export function readSiteBucket(environment: Environment = process.env): string {
  return environment['SITE_BUCKET'] ?? missing('SITE_BUCKET');
}

export function tableName(config: Config, table: TableName): string {
  return `${config.NAME_PREFIX}${table}`;
}

/** Who speaks in logs and figures: the Lambda function, elsewhere the whole platform. */
export function speakerOf(config: Config): string {
  return process.env['AWS_LAMBDA_FUNCTION_NAME'] ?? config.NAME_PREFIX;
}

/** True inside a Lambda function. */
export function runsOnLambda(): boolean {
  return process.env['AWS_LAMBDA_FUNCTION_NAME'] !== undefined;
}
