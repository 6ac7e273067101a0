/** The platform's memory: its one token, one-time codes, cards. */
import { createHash, randomBytes } from 'node:crypto';
import { text, type Req, type Rsp } from './envelope';

export type OutsideIdentity = { readonly name: string; readonly idType: string; readonly idNumber: string };

export type OpenPlatformOptions = {
  /** 0 or absent: a free port. */
  readonly port?: number;
  readonly appId: string;
  readonly appSecret: string;
  /** Whom the check of the real name knows; absent: everybody is who they say. */
  readonly people?: readonly OutsideIdentity[];
  /** As newer versions do, it wants to know the user of some methods (`relateAppId`, `relateOpenId`). */
  readonly relates?: boolean;
  /** Epoch milliseconds. */
  readonly clock?: () => number;
};

const MINUTE_MS = 60_000;
export const TOKEN_SECONDS = 7200;
const CODE_MS = 30 * MINUTE_MS;
const OLDER_HEALTH_CODE_MS = 5 * MINUTE_MS;
const DYNAMIC_MS = 130_000;

type Coded<Value> = { readonly value: Value; expiresAt: number };
export type Platform = ReturnType<typeof makePlatform>;

export function makePlatform(options: OpenPlatformOptions) {
  const clock = options.clock ?? Date.now;
  return {
    clock,
    account: { appId: options.appId, secret: options.appSecret },
    people: options.people,
    relates: options.relates ?? false,
    tokens: makeTokens(clock),
    wechatCodes: makeCodes<{ readonly openId: string }>(clock, CODE_MS),
    dynamicCodes: makeCodes<{ readonly healthCardId: string }>(clock, DYNAMIC_MS),
    healthCodes: makeHealthCodes(clock),
    cards: makeCards(),
    orders: new Map<string, Req>(),
    reports: [] as Req[],
  };
}

export function hex32(): string {
  return randomBytes(16).toString('hex').toUpperCase();
}

function makeTokens(clock: () => number) {
  let current: Coded<string> | undefined;
  return {
    renew(): string {
      current = { value: hex32(), expiresAt: clock() + TOKEN_SECONDS * 1000 };
      return current.value;
    },
    isGood: (token: unknown) => current !== undefined && token === current.value && current.expiresAt > clock(),
    lose(): void { current = undefined; },
  };
}

/** Codes that can be spent once. */
function makeCodes<Value extends object>(clock: () => number, lifetimeMs: number) {
  const issued = new Map<string, Coded<Value>>();
  const look = (code: unknown): Value | undefined => {
    const entry = issued.get(text(code));
    return entry && entry.expiresAt > clock() ? entry.value : undefined;
  };
  return {
    issue(value: Value): string {
      const code = hex32();
      issued.set(code, { value, expiresAt: clock() + lifetimeMs });
      return code;
    },
    look,
    /** Spends the code when it is good. */
    spend(code: unknown): Value | undefined {
      const value = look(code);
      if (value) issued.delete(text(code));
      return value;
    },
    end(code: string, afterMs: number): void {
      const entry = issued.get(code);
      if (entry) entry.expiresAt = Math.min(entry.expiresAt, clock() + afterMs);
    },
  };
}

/** Of one user the two newest are good, the older of them for five minutes. */
function makeHealthCodes(clock: () => number) {
  const codes = makeCodes<{ readonly healthCardId: string }>(clock, CODE_MS);
  const newest = new Map<string, readonly string[]>();
  return {
    ...codes,
    issueFor(openId: string, healthCardId: string): string {
      const [last, older] = newest.get(openId) ?? [];
      if (last) codes.end(last, OLDER_HEALTH_CODE_MS);
      if (older) codes.end(older, 0);
      const code = codes.issue({ healthCardId });
      newest.set(openId, [code, ...(last ? [last] : [])]);
      return code;
    },
  };
}

const CARD_MEMBERS = ['name', 'gender', 'nation', 'birthday', 'relation', 'idNumber', 'idType', 'address', 'phone1', 'phone2', 'patid', 'ext'] as const;

function makeCards() {
  const cards = new Map<string, Rsp & { readonly healthCardId: string }>();
  return {
    find: (healthCardId: unknown) => cards.get(text(healthCardId)),
    /** The card of this person, made when there is none. */
    register(req: Req) {
      const healthCardId = digest(`card:${text(req.idType)}:${text(req.idNumber)}`);
      const members = Object.fromEntries(CARD_MEMBERS.map((name) => [name, text(req[name])]));
      const card = { ...members, healthCardId, phid: digest(`phid:${healthCardId}`), qrCodeText: `${healthCardId}:1`, adminExt: '', verifyStatus: true };
      if (!cards.has(healthCardId)) cards.set(healthCardId, card);
      return cards.get(healthCardId) ?? card;
    },
    bind(healthCardId: string, patid: string): boolean {
      const card = cards.get(healthCardId);
      if (card) cards.set(healthCardId, { ...card, patid });
      return card !== undefined;
    },
    count: () => cards.size,
  };
}

/** Opaque, 64 upper-case hex as the real ones. */
function digest(of: string): string {
  return createHash('sha256').update(of).digest('hex').toUpperCase();
}
