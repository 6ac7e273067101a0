/** A resident's phone, reduced to what it sends: routes of shared/ over real HTTP, tokens renewed as the mini-program does. */
import { randomUUID } from 'node:crypto';
import { giveConsentRoute, verifyRealNameRoute } from '../../shared/identity/identity.routes';
import { CONSENT_TEXTS } from '../../shared/identity/consent-texts';
import { renewSessionRoute, signInMiniProgramRoute } from '../../shared/identity/sign-in.routes';
import type { ConsentPurpose, Session } from '../../shared/identity/identity.schema';
import type { OutputOf, Route } from '../../shared/kernel/route';
import type { SamplePerson } from '../../functions/local/seed/sample-people';

export type Heard<R> = { readonly status: number; readonly ok: true; readonly value: OutputOf<R> } | { readonly status: number; readonly ok: false; readonly problem: { code: string } & Record<string, unknown> };

export type Phone = {
  send<R extends Route>(route: R, input: Record<string, unknown>, key?: string): Promise<Heard<R>>;
  /** The same, failing the test on a refusal. */
  must<R extends Route>(route: R, input: Record<string, unknown>): Promise<OutputOf<R>>;
  signIn(wechatUser: string): Promise<Session>;
  use(session: Session): void;
  session(): Session | undefined;
  consent(...purposes: ConsentPurpose[]): Promise<void>;
  verify(person: SamplePerson): Promise<OutputOf<typeof verifyRealNameRoute>>;
};

const PRESSES_MAX = 5;

type Places = { readonly url: string; readonly wechat: { readonly url: string } };

function requestOf(base: string, route: Route, input: Record<string, unknown>): { url: string; body?: string } {
  const inPath: string[] = [];
  const path = route.path.replace(/:(\w+)/g, (_, member: string) => {
    inPath.push(member);
    return encodeURIComponent(String(input[member]));
  });
  const rest = Object.fromEntries(Object.entries(input).filter(([member]) => !inPath.includes(member)));
  if (route.method === 'POST' || route.method === 'PUT') return { url: base + path, body: JSON.stringify(rest) };
  const query = new URLSearchParams(Object.entries(rest).map(([name, value]): [string, string] => [name, String(value)])).toString();
  return { url: `${base}${path}${query ? `?${query}` : ''}` };
}

export function makePhone(places: Places): Phone {
  let session: Session | undefined;

  async function once<R extends Route>(route: R, input: Record<string, unknown>, key: string): Promise<Heard<R>> {
    const { url, body } = requestOf(places.url, route, input);
    const headers: Record<string, string> = { 'idempotency-key': key, ...(body === undefined ? {} : { 'content-type': 'application/json' }) };
    if (session) headers['authorization'] = `Bearer ${session.accessToken}`;
    const answer = await fetch(url, { method: route.method, headers, ...(body === undefined ? {} : { body }) });
    const said = await answer.json() as Record<string, unknown>;
    if (answer.ok) return { status: answer.status, ok: true, value: said as OutputOf<R> };
    return { status: answer.status, ok: false, problem: said as { code: string } };
  }

  /** Who is told to wait presses again a little later. */
  async function pressed<R extends Route>(route: R, input: Record<string, unknown>, key: string): Promise<Heard<R>> {
    for (let press = 1; ; press += 1) {
      const heard = await once(route, input, key);
      if (heard.ok || heard.problem.code !== 'server/busy' || press === PRESSES_MAX) return heard;
      await new Promise((resolve) => setTimeout(resolve, 1_000));
    }
  }

  async function send<R extends Route>(route: R, input: Record<string, unknown>, key: string = randomUUID()): Promise<Heard<R>> {
    const first = await pressed(route, input, key);
    const renewable = !first.ok && ['session/expired', 'consent/needed'].includes(first.problem.code) && session !== undefined;
    if (!renewable) return first;
    const renewed = await once(renewSessionRoute, { refreshToken: session?.refreshToken }, randomUUID());
    if (!renewed.ok) return first;
    session = renewed.value;
    return pressed(route, input, key);
  }

  async function must<R extends Route>(route: R, input: Record<string, unknown>): Promise<OutputOf<R>> {
    const heard = await send(route, input);
    if (!heard.ok) throw new Error(`${route.method} ${route.path} was refused: ${JSON.stringify(heard.problem)}`);
    return heard.value;
  }

  return {
    send, must,
    async signIn(wechatUser) {
      const door = await fetch(`${places.wechat.url}/sandbox/users/${wechatUser}/js-code`, { method: 'POST' });
      const { code } = await door.json() as { code: string };
      session = await must(signInMiniProgramRoute, { code });
      return session;
    },
    use(other) {
      session = other;
    },
    session: () => session,
    async consent(...purposes) {
      for (const { purpose, version } of CONSENT_TEXTS.filter((text) => purposes.includes(text.purpose))) await must(giveConsentRoute, { purpose, version });
    },
    verify: ({ name, idType, idNumber }) => must(verifyRealNameRoute, { name, idType, idNumber }),
  };
}

/** A phone of somebody signed in, consenting and verified. */
export async function verifiedPhone(places: Places, person: SamplePerson): Promise<Phone> {
  const phone = makePhone(places);
  await phone.signIn(person.wechatUser ?? '');
  await phone.consent('privacy', 'sensitive');
  await phone.verify(person);
  return phone;
}
