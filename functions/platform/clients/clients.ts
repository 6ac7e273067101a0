/** All outside systems the platform calls, made from the configuration: only addresses and accounts differ between places. */
import { dialectNamed } from '../../../shared/authority/dialects';
import type { Config } from '../config/config';
import { randomHex } from '../crypto/random';
import { makeAuthority } from './authority/authority';
import { AUTHORITY_QUESTION_MS } from './authority/gateway';
import type { Authority } from './authority/authority.types';
import type { CallJson } from './call';
import { makeCallBackClient, type CallBackClient } from './call-back';
import { makeCallJson } from './call-json';
import { OPEN_PLATFORM_TOKENS } from './open-platform/app-token';
import { makeOpenPlatform, type OpenPlatform } from './open-platform/open-platform';
import { makePopulationRegister, type PopulationRegister } from './population-register';
import type { Log } from '../observe/log';
import type { ResilienceDeps } from './resilience';
import { makeTokenShelf, type TokenShelfDeps } from './token-shelf';
import { WECHAT_TOKENS } from './wechat/access-token';
import { makeWechat, type Wechat } from './wechat/wechat';

export type Clients = {
  readonly wechat: Wechat;
  readonly register: PopulationRegister;
  readonly authority: Authority;
  readonly callBack: CallBackClient;
  /** Where the configuration names one. */
  readonly openPlatform?: OpenPlatform;
};

export type ClientsDeps = ResilienceDeps & TokenShelfDeps & { readonly config: Config };

/**
 * Behind the authority stands the population register with a patience of its own: giving up earlier would waste its answer. There
 * is no time for a second try after that, only for one after a quick failure: a claim asks three questions, one after the other.
 */
const PATIENCE = { authority: { timeoutMs: 9_000, totalMs: AUTHORITY_QUESTION_MS } } as const;

export function makeClients(deps: ClientsDeps): Clients {
  const { config, log, now } = deps;
  const shared = { callJson: makeCallJson({ ...deps, patience: PATIENCE }), log, now };
  const newSerial = () => randomHex(16);
  const openPlatform = outsidePlatform(deps, shared);
  return {
    callBack: makeCallBackClient({ ...shared, mayBePrivate: config.STAGE === 'local' }),
    ...(openPlatform ? { openPlatform } : {}),
    wechat: makeWechat({
      ...shared,
      apiBase: config.WECHAT_API_BASE,
      openBase: config.WECHAT_OPEN_BASE,
      miniProgram: { appId: config.WECHAT_MINI_APP_ID, appSecret: config.WECHAT_MINI_APP_SECRET },
      serviceAccount: { appId: config.WECHAT_OA_APP_ID, appSecret: config.WECHAT_OA_APP_SECRET },
      tokens: makeTokenShelf(deps, WECHAT_TOKENS),
    }),
    register: makePopulationRegister({
      ...shared, baseUrl: config.REGISTER_URL, appId: config.REGISTER_APP_ID, appSecret: config.REGISTER_APP_SECRET, newRequestId: newSerial,
    }),
    authority: makeAuthority({
      ...shared,
      url: config.AUTHORITY_URL,
      appId: config.AUTHORITY_APP_ID,
      appSecret: config.AUTHORITY_APP_SECRET,
      termId: config.AUTHORITY_TERM_ID,
      dialect: dialectNamed(config.AUTHORITY_DIALECT),
      newSerial,
    }),
  };
}

/** Undefined when the configuration names no outside open platform. */
function outsidePlatform(deps: ClientsDeps, shared: { readonly callJson: CallJson; readonly log: Log; readonly now: () => number }): OpenPlatform | undefined {
  const { OPEN_PLATFORM_URL: baseUrl, OPEN_PLATFORM_APP_ID: appId, OPEN_PLATFORM_APP_SECRET: appSecret, OPEN_PLATFORM_HOSPITAL_ID: hospitalId } = deps.config;
  if (!baseUrl || !appId || !appSecret || !hospitalId) return undefined;
  return makeOpenPlatform({
    ...shared, baseUrl, account: { appId, appSecret, hospitalId }, tokens: makeTokenShelf(deps, OPEN_PLATFORM_TOKENS), newRequestId: () => randomHex(16).toUpperCase(),
  });
}
