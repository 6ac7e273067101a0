/** 卡管: envelope, methods and tables of the common "ehc" gateway. Texts are limited as the sources comment them. */
import * as z from 'zod/mini';

const text = (max: number) => z.string().check(z.maxLength(max));

/** Verbs of the gateway; the dialect file gives each its wire name. */
export const AuthorityMethod = z.enum(['register', 'alter', 'close', 'query', 'generate', 'verify', 'usecarddate', 'addorg', 'updateorg', 'queryorg']);
export type AuthorityMethod = z.infer<typeof AuthorityMethod>;

/** Digest form in the wild: 1 plain biz_content and `&app_secret=`; 2 cipher text and bare secret; 3 JSON text of the members and bare secret. */
export const DigestForm = z.enum(['1', '2', '3']);
export type DigestForm = z.infer<typeof DigestForm>;

export const GatewayRequest = z.object({
  method: text(50),
  app_id: text(64),
  term_id: text(64),
  version: text(10),
  /** Unix milliseconds as text. */
  timestamp: z.string().check(z.regex(/^\d{13}$/)),
  digest_type: text(10),
  digest: text(256),
  enc_type: text(10),
  biz_content: z.string(),
});
export type GatewayRequest = z.infer<typeof GatewayRequest>;

export const GatewayResponse = z.object({
  code: text(10),
  message: text(200),
  method: text(50),
  app_id: text(64),
  version: text(10),
  timestamp: text(20),
  digest_type: text(10),
  digest: text(256),
  enc_type: z.nullable(text(10)),
  biz_content: z.nullable(z.string()),
});
export type GatewayResponse = z.infer<typeof GatewayResponse>;

/** 卡状态 (FMSH, WZ): 1 正常, 2 挂失, 3 注销, 4 制卡确认, 5 未发卡. */
export const CardStatus = z.enum(['1', '2', '3', '4', '5']);
export type CardStatus = z.infer<typeof CardStatus>;

export const USE_RECORDS_MAX = 500;
/** A request older or newer than this is refused. */
export const CLOCK_WINDOW_MS = 5 * 60_000;
