/** The outside card open platform (微信电子健康卡开放平台) as a real HTTP server on loopback. */
import type { Hono } from 'hono';
import * as z from 'zod/mini';
import { listenOnLoopback, type Loopback } from '../loopback';
import { moodDoor } from '../mood-door';
import { makeMoods, type Moods } from '../moods';
import { CARD_METHODS, type Method } from './card-methods';
import { answered, hasAll, moodAnswer, text, type Answer, type Req } from './envelope';
import { FILING_METHODS } from './filing-methods';
import { makePlatform, TOKEN_SECONDS, type OpenPlatformOptions, type Platform } from './platform';
import { isSigned } from './signature';

export type { OpenPlatformOptions, OutsideIdentity } from './platform';

/** What arrived, as it was parsed; `method` is the last part of the address. */
export type Received = { readonly method: string; readonly commonIn: Req; readonly req: Req; readonly body: string };

export type OpenPlatformSandbox = Loopback & {
  readonly moods: Moods;
  /** As the plug-in or the page would give it to this user. */
  mintWechatCode(openId: string): string;
  mintHealthCode(openId: string, healthCardId: string): string;
  received(): readonly Received[];
  /** How often each method was asked. */
  count(method: string): number;
  cards(): number;
  reports(): readonly Req[];
  loseTokens(): void;
  rotateSecret(secret: string): void;
};

const HEALTH_CARD = '/rest/auth/HealthCard';
const PLATFORM = `${HEALTH_CARD}/HealthOpenPlatform/ISVOpenObj`;
const CARD_SERVER = '/rest/auth/TXHealthCard/EHealthCardServer/ISVOpenObj';
/** Methods that live, or live as well, at the second address. */
const AT_CARD_SERVER = ['getHealthCardByHealthCardId', 'checkUniformVerifyResult'];
/** Newer versions of the platform refuse these without the user's app and openid. */
const NEEDS_RELATION = ['getHealthCardByHealthCode', 'getDynamicQRCode', 'getRegInfoByCode', 'reportHISData', 'registerUniformVerifyOrder', 'checkUniformVerifyResult'];
const CLOCK_TOLERANCE_S = 600;

const Envelope = z.object({
  commonIn: z.looseObject({
    appToken: z.optional(z.string()),
    requestId: z.string().check(z.regex(/^[\dA-F]{32}$/)),
    hospitalId: z.string().check(z.regex(/^\d+$/)),
    timestamp: z.string().check(z.regex(/^\d{10}$/)),
    channelNum: z.optional(z.int()),
    sign: z.string(),
  }),
  req: z.looseObject({}),
});
type Envelope = z.infer<typeof Envelope>;

export async function startOpenPlatform(options: OpenPlatformOptions): Promise<OpenPlatformSandbox> {
  const moods = makeMoods();
  const platform = makePlatform(options);
  const received: Received[] = [];
  const app = moodDoor(moods);
  const phone = {
    mintWechatCode: (openId: string) => platform.wechatCodes.issue({ openId }),
    mintHealthCode: (openId: string, healthCardId: string) => platform.healthCodes.issueFor(openId, healthCardId),
    received: () => received,
  };
  openDoor(app, phone);
  serve(app, platform, received);
  const server = await listenOnLoopback(moods.before((request) => app.fetch(request), moodAnswer), options.port ?? 0);
  return {
    ...server, ...phone, moods,
    count: (method) => received.filter((one) => one.method === method).length,
    cards: () => platform.cards.count(),
    reports: () => platform.reports,
    loseTokens: () => { platform.tokens.lose(); },
    rotateSecret: (secret) => { platform.account.secret = secret; },
  };
}

function serve(app: Hono, platform: Platform, received: Received[]): void {
  const serveAt = (path: string, { members, answer }: Method, check: (envelope: Envelope) => Answer | undefined) => {
    app.post(path, async (c) => {
      const body = await c.req.text();
      const envelope = Envelope.safeParse(jsonOf(body));
      if (!envelope.success) return answered('', 'malformed', members);
      const { commonIn, req } = envelope.data;
      received.push({ method: path.slice(path.lastIndexOf('/') + 1), commonIn, req, body });
      return answered(commonIn.requestId, check(envelope.data) ?? answer(platform, req), members);
    });
  };
  serveAt(`${HEALTH_CARD}/HealthOpenAuth/AuthObj/getAppToken`, { members: ['appToken'], answer: getAppToken }, (envelope) => senderError(platform, envelope));
  for (const [name, method] of Object.entries({ ...CARD_METHODS, ...FILING_METHODS })) {
    const check = (envelope: Envelope) => senderError(platform, envelope) ?? (platform.tokens.isGood(envelope.commonIn.appToken) ? undefined : 'token') ?? relationError(platform, name, envelope);
    if (name !== 'getHealthCardByHealthCardId') serveAt(`${PLATFORM}/${name}`, method, check);
    if (AT_CARD_SERVER.includes(name)) serveAt(`${CARD_SERVER}/${name}`, method, check);
  }
}

function getAppToken(platform: Platform, { appId }: Req): Answer {
  return appId === platform.account.appId ? { appToken: platform.tokens.renew(), expiresIn: TOKEN_SECONDS } : 'app';
}

function senderError(platform: Platform, { commonIn, req }: Envelope): Answer | undefined {
  if (Math.abs(platform.clock() / 1000 - Number(commonIn.timestamp)) > CLOCK_TOLERANCE_S) return 'timestamp';
  return isSigned(commonIn, req, platform.account.secret) ? undefined : 'sign';
}

function relationError({ relates }: Platform, name: string, { commonIn }: Envelope): Answer | undefined {
  return relates && NEEDS_RELATION.includes(name) && !hasAll(commonIn, ['relateAppId', 'relateOpenId']) ? 'relation' : undefined;
}

/** What happens on a user's phone, over HTTP. */
function openDoor(app: Hono, phone: Pick<OpenPlatformSandbox, 'mintWechatCode' | 'mintHealthCode' | 'received'>): void {
  const membersOf = async (request: Request) => (await request.json().catch(() => ({}))) as Req;
  app.post('/sandbox/wechat-codes', async (c) => c.json({ wechatCode: phone.mintWechatCode(text((await membersOf(c.req.raw)).openId)) }));
  app.post('/sandbox/health-codes', async (c) => {
    const { openId, healthCardId } = await membersOf(c.req.raw);
    return c.json({ healthCode: phone.mintHealthCode(text(openId), text(healthCardId)) });
  });
  app.get('/sandbox/received', (c) => c.json({ received: phone.received() }));
}

function jsonOf(body: string): unknown {
  try {
    return JSON.parse(body);
  } catch {
    return undefined;
  }
}
