/** Ourselves as a service provider of the outside open platform: the client on a shelf, and people in the sandbox. */
import { randomBytes } from 'node:crypto';
import { makeOpenPlatform, type OpenPlatform } from '../../../functions/platform/clients/open-platform/open-platform';
import type { TokenShelf } from '../../../functions/platform/clients/token-shelf';
import type { Patience } from '../../../functions/platform/clients/resilience';
import { startOpenPlatform, type OpenPlatformSandbox, type OutsideIdentity } from '../../../functions/sandbox/open-platform';
import { memoryTokenShelf } from '../../doubles/memory-token-shelf';
import { caller } from './calling';

export const ACCOUNT = { appId: 'demo-app-0001', appSecret: 'demo-secret-0123456789abcdef0000', hospitalId: '99901' };
export const WANG = { name: '王五', idType: '01', idNumber: '419099189001010015' } as const;
export const FORM = { ...WANG, gender: '男', nation: '汉族', birthday: '1890-01-01', phone1: '13800000000' } as const;
export const OPEN_ID = 'oTEST-0001';

export type Clock = { now: number };
export const startSandbox = (clock: Clock, people: readonly OutsideIdentity[] = [WANG], more: { readonly relates?: boolean } = {}) => startOpenPlatform({ ...ACCOUNT, clock: () => clock.now, people, ...more });

type Over = { readonly tokens?: TokenShelf; readonly appSecret?: string; readonly url?: string; readonly patience?: Partial<Patience> };

export function provider(sandbox: Pick<OpenPlatformSandbox, 'url'>, clock: Clock, { tokens = memoryTokenShelf(), appSecret = ACCOUNT.appSecret, url, patience }: Over = {}) {
  const { callJson, log } = caller(patience);
  const client: OpenPlatform = makeOpenPlatform({
    baseUrl: url ?? sandbox.url, account: { ...ACCOUNT, appSecret }, callJson, log, tokens, now: () => clock.now,
    newRequestId: () => randomBytes(16).toString('hex').toUpperCase(),
  });
  return { client, log };
}

/** A card of the sandbox, registered by this client. */
export async function registered(client: OpenPlatform, sandbox: OpenPlatformSandbox) {
  const card = await client.registerHealthCard({ ...FORM, wechatCode: sandbox.mintWechatCode(OPEN_ID) });
  if (!card.ok) throw new Error(card.refusal.code);
  return card.value;
}

export const said = (code: string) => ({ ok: false, refusal: { code } });
