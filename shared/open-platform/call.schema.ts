/** 公共参数 (open platform 2.2) and the members methods have in common. */
import * as z from 'zod/mini';
import { ChinaDay } from '../kernel/china-day';
import { DocumentType } from '../kernel/documents';

export const text = (max: number) => z.string().check(z.minLength(1), z.maxLength(max));
export const maybe = (max: number) => z.exactOptional(text(max));

/** Members of an answer; empty when there is nothing to say. */
export const said = z._default(z.string(), '');
export const flag = z._default(z.boolean(), false);

/** Unix seconds, as text (documentation) or as a number (2.2). Who sends milliseconds is told of the clock. */
const Timestamp = z.union([z.string().check(z.regex(/^\d{1,16}$/)), z.int()]);

export const CommonIn = z.object({
  appToken: maybe(200),
  /** Every spelling of a UUID is seen, and prefixes before it. */
  requestId: z.string().check(z.regex(/^[\w.:{}-]{1,64}$/)),
  hospitalId: z.string().check(z.regex(/^[\w-]{1,32}$/)),
  timestamp: Timestamp,
  channelNum: z.exactOptional(z.int()),
  sign: text(100),
  relateAppId: maybe(64),
  relateOpenId: maybe(64),
});
export type CommonIn = z.infer<typeof CommonIn>;

/** Beyond this the sender's clock is wrong, or an old request was sent again. The contract is silent (2.5). */
export const CLOCK_WINDOW_MS = 300_000;
/** As long as the same bytes can pass the clock check, and a second more. */
export const REPLAY_SECONDS = 601;
export const APP_TOKEN_SECONDS = 7_200;

/** `yyyy-MM-dd HH:mm:ss`, Asia/Shanghai. */
export const WireTime = z.string().check(z.refine(isWireTime, 'a time yyyy-MM-dd HH:mm:ss'));

const WIRE_TIME = /^(\d{4}-\d\d-\d\d) ((?:[01]\d|2[0-3]):[0-5]\d:[0-5]\d)$/;

function isWireTime(written: string): boolean {
  const [, day] = WIRE_TIME.exec(written) ?? [];
  return day !== undefined && z.safeParse(ChinaDay, day).success;
}

/** The instant of a wire time that reads. */
export function instantOfWireTime(written: string): string {
  return written.replace(' ', 'T').concat('.000+08:00');
}

/** 5.1: the types of Tencent's table are those of the platform's own. */
export const IdType = DocumentType;
/** 2.2 of every card: static or dynamic text. */
export const QrCodeText = text(256);
export const HealthCardId = text(64);
export const PatientId = text(64);

/** 3.9: of each parent, and of the birth. */
export const ChildInfo = z.object({
  motherName: maybe(100), motherIdType: z.exactOptional(IdType), motherIdNumber: maybe(64), motherNation: maybe(20), motherCountry: maybe(20),
  motherBirthDay: maybe(20), motherPhone: maybe(20), motherAddress: maybe(200),
  fatherName: maybe(100), fatherIdType: z.exactOptional(IdType), fatherIdNumber: maybe(64), fatherNation: maybe(20), fatherCountry: maybe(20),
  fatherBirthDay: maybe(20), fatherPhone: maybe(20), fatherAddress: maybe(200),
  parity: maybe(4), multipleBirthsFlag: z.exactOptional(z.union([z.int(), text(4)])), birthTime: maybe(32),
});
export type ChildInfo = z.infer<typeof ChildInfo>;
