/**
 * Server tokens. `/cgi-bin/token` gives a new one each time and leaves the old one five minutes; `/cgi-bin/stable_token`
 * gives the same one until five minutes before its end, and with `force_refresh` ends it at once (20 times a day, 30 s apart).
 * The two kinds do not touch each other.
 */
import { randomBytes } from 'node:crypto';
import type { WechatApp } from './account';

const LIFETIME_MS = 7_200_000;
const OVERLAP_MS = 5 * 60_000;
const FORCE_INTERVAL_MS = 30_000;
const FORCES_A_DAY = 20;
const CHINA_OFFSET_MS = 8 * 3_600_000;

type Token = { readonly text: string; readonly app: WechatApp; expiresAt: number };
type Issued = { readonly access_token: string; readonly expires_in: number };

export type AccessTokens = {
  renew(app: WechatApp): Issued;
  stable(app: WechatApp, force: boolean): Issued | 45009;
  /** The app a token speaks for, or the errcode. */
  appOf(text: string | undefined): WechatApp | 40001 | 41001 | 42001;
};

export function makeAccessTokens(clock: () => number): AccessTokens {
  const known = new Map<string, Token>();
  const latest = new Map<WechatApp, Token>();
  const stable = new Map<WechatApp, Token>();
  const mayForce = makeForceLimit(clock);

  function issue(app: WechatApp, book: Map<WechatApp, Token>): Issued {
    const token = { text: randomBytes(96).toString('base64url'), app, expiresAt: clock() + LIFETIME_MS };
    known.set(token.text, token);
    book.set(app, token);
    return shown(token);
  }
  const shown = ({ text, expiresAt }: Token): Issued => ({ access_token: text, expires_in: Math.floor((expiresAt - clock()) / 1000) });

  return {
    renew(app) {
      const old = latest.get(app);
      if (old) old.expiresAt = Math.min(old.expiresAt, clock() + OVERLAP_MS);
      return issue(app, latest);
    },
    stable(app, force) {
      const current = stable.get(app);
      const forced = force && current ? mayForce(app) : 'too-soon';
      if (forced === 'quota') return 45009;
      if (current && forced === 'yes') known.delete(current.text);
      else if (current && current.expiresAt - clock() > OVERLAP_MS) return shown(current);
      return issue(app, stable);
    },
    appOf(text) {
      if (!text) return 41001;
      const token = known.get(text);
      if (!token) return 40001;
      return token.expiresAt > clock() ? token.app : 42001;
    },
  };
}

function makeForceLimit(clock: () => number): (app: WechatApp) => 'yes' | 'too-soon' | 'quota' {
  const uses = new Map<WechatApp, { day: number; count: number; at: number }>();
  return (app) => {
    const day = Math.floor((clock() + CHINA_OFFSET_MS) / 86_400_000);
    const use = uses.get(app) ?? { day, count: 0, at: -Infinity };
    const count = use.day === day ? use.count : 0;
    if (clock() - use.at < FORCE_INTERVAL_MS) return 'too-soon';
    if (count >= FORCES_A_DAY) return 'quota';
    uses.set(app, { day, count: count + 1, at: clock() });
    return 'yes';
  };
}
