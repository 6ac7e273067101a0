/** What developers change of their app: hosts, call-back, switches, campuses, and its secrets, two of which are in force while one takes the other's place. */
import { instantOf } from '../../../shared/kernel/china-day';
import type { Staff } from '../../../shared/kernel/caller';
import { ok, refuse, type Result } from '../../../shared/kernel/result';
import type { Answer, InputOf } from '../../../shared/kernel/route';
import type { changeAppRoute, discardNewSecretRoute, endOldSecretRoute, rotateSecretRoute } from '../../../shared/open-platform/console.routes';
import { LINK_SECRETS_MAX } from '../../../shared/open-platform/limits.rules';
import type { Apps, ConsoleAccess, PartnerApp, RecordAudit } from '../open-platform.ports';
import { appView, versionOf } from '../open-platform.rules';

export type ChangeAppDeps = {
  readonly access: Pick<ConsoleAccess, 'ownApp'>;
  readonly apps: Pick<Apps, 'change' | 'ofHost'>;
  readonly recordAudit: RecordAudit;
  /** 32 characters that nobody can guess. */
  readonly newSecret: () => string;
  readonly now: () => number;
};
export type ChangeApp = (input: InputOf<typeof changeAppRoute>, caller: Staff) => Answer<typeof changeAppRoute>;
export type RotateSecret = (input: InputOf<typeof rotateSecretRoute>, caller: Staff) => Answer<typeof rotateSecretRoute>;
export type DiscardNewSecret = (input: InputOf<typeof discardNewSecretRoute>, caller: Staff) => Answer<typeof discardNewSecretRoute>;
export type EndOldSecret = (input: InputOf<typeof endOldSecretRoute>, caller: Staff) => Answer<typeof endOldSecretRoute>;

type Settings = InputOf<typeof changeAppRoute>;

export function makeChangeApp(deps: ChangeAppDeps): ChangeApp {
  return async function changeApp(input, caller) {
    if (await isTaken(deps, input, caller)) return refuse('console/host-taken');
    const changed = await change(deps, { caller, appId: input.appId, action: 'console.change-app' }, (app) => (versionOf(app) === input.version ? withSettings(app, input) : undefined));
    return changed.ok ? ok(appView(changed.value)) : refuse(changed.refusal.code === 'unchanged' ? 'console/changed-meanwhile' : changed.refusal.code);
  };
}

/** Residents who come from a host are shown whose it is, and what they hand over goes there: nobody adds another institution's; operations may. */
async function isTaken({ apps }: ChangeAppDeps, { appId, redirectHosts }: Settings, { post: { institutionId } }: Staff): Promise<boolean> {
  const owners = await Promise.all(redirectHosts.map((host) => apps.ofHost(host)));
  return owners.some((of) => of.every((one) => one.appId !== appId) && of.some((one) => !one.closed && one.institutionId !== institutionId));
}

export function makeRotateSecret(deps: ChangeAppDeps): RotateSecret {
  return async function rotateSecret({ appId }, caller) {
    const secret = deps.newSecret();
    const secretChangedAt = instantOf(deps.now());
    const own = await deps.access.ownApp(caller, appId);
    if (!own.ok) return own;
    // Of those that ended none is forgotten: cards wait behind their links. An old one can be ended always.
    if ((own.value.linkSecrets ?? []).length >= LINK_SECRETS_MAX) return refuse('console/too-many-secrets');
    const changed = await change(deps, { caller, appId, action: 'console.rotate-secret' }, (app) => (app.secrets.length > 1 ? undefined : { ...app, secrets: [secret, ...app.secrets], secretChangedAt }));
    if (changed.ok) return ok({ appId, secret, secretsInForce: changed.value.secrets.length });
    return refuse(changed.refusal.code === 'unchanged' ? 'console/rotation-open' : changed.refusal.code);
  };
}

export function makeEndOldSecret(deps: ChangeAppDeps): EndOldSecret {
  return ({ appId }, caller) => endOne(deps, { caller, appId, action: 'console.end-old-secret' }, ([newest, ...old]) => ({ stays: newest, ends: old }));
}

export function makeDiscardNewSecret(deps: ChangeAppDeps): DiscardNewSecret {
  return ({ appId }, caller) => endOne(deps, { caller, appId, action: 'console.discard-new-secret' }, ([newest, ...old]) => ({ stays: old[0], ends: newest === undefined ? [] : [newest] }));
}

type Parting = (secrets: readonly string[]) => { readonly stays: string | undefined; readonly ends: readonly string[] };

/** What ends signs nothing any more. Patients hold links that were sealed with it, and their cards wait without an end. */
async function endOne(deps: ChangeAppDeps, asked: Asked, part: Parting): Answer<typeof endOldSecretRoute> {
  const changed = await change(deps, asked, ({ secrets, linkSecrets = [], ...app }) => {
    const { stays, ends } = part(secrets);
    return stays === undefined || ends.length === 0 ? undefined : { ...app, secrets: [stays], linkSecrets: [...ends, ...linkSecrets] };
  });
  if (changed.ok) return ok(appView(changed.value));
  return refuse(changed.refusal.code === 'unchanged' ? 'console/no-old-secret' : changed.refusal.code);
}

type Asked = { readonly caller: Staff; readonly appId: string; readonly action: string };
type Changed = Result<PartnerApp, 'caller/not-allowed' | 'console/second-factor-needed' | 'console/app-unknown' | 'unchanged'>;

async function change({ access, apps, recordAudit }: ChangeAppDeps, { caller, appId, action }: Asked, next: (app: PartnerApp) => PartnerApp | undefined): Promise<Changed> {
  const own = await access.ownApp(caller, appId);
  if (!own.ok) return own;
  const { accountId, requestId, post: { institutionId } } = caller;
  await recordAudit({ subject: `institution#${institutionId}`, actor: accountId, action, ground: 'post:institution-developer', requestId, institutionId });
  const app = await apps.change(appId, (now) => (now.institutionId === institutionId ? next(now) : undefined));
  return app ? ok(app) : refuse('unchanged');
}

function withSettings({ callbackUrl: _before, ...app }: PartnerApp, { redirectHosts, callbackUrl, switches, campuses }: Settings): PartnerApp {
  const hospitals = app.hospitals.map(({ hospitalId, name }) => {
    const own = campuses.filter((campus) => campus.hospitalId === hospitalId).map(({ code, name: called }) => ({ code, name: called }));
    return { hospitalId, name, ...(own.length > 0 ? { campuses: own } : {}) };
  });
  return { ...app, settingsVersion: versionOf(app) + 1, hospitals, redirectHosts: [...new Set(redirectHosts)], switches, ...(callbackUrl === undefined ? {} : { callbackUrl }) };
}
