/** Operations register an institution's app, or set one up again: what the order does not carry stays as its developers and earlier orders made it. */
import { instantOf } from '../../../shared/kernel/china-day';
import type { Apps, Hospital, PartnerApp, RecordAudit } from '../open-platform.ports';
import { versionOf } from '../open-platform.rules';

export type AppOrder = Pick<PartnerApp, 'appId' | 'name' | 'cityCode' | 'hospitals'>
  & Partial<Pick<PartnerApp, 'secrets' | 'redirectHosts' | 'switches' | 'permanentWechatCode' | 'institutionId' | 'callbackUrl' | 'migrates' | 'closed'>>;
/** Throws when the order cannot be meant: it is typed by hand. */
export type RegisterApp = (order: AppOrder) => Promise<void>;
export type RegisterAppDeps = { readonly apps: Pick<Apps, 'keep' | 'change'>; readonly recordAudit: RecordAudit; readonly newId: (prefix: string) => string; readonly now: () => number };

const ON = { relates: true, clock: true, replay: true };

export function makeRegisterApp({ apps, recordAudit, newId, now }: RegisterAppDeps): RegisterApp {
  return async function registerApp(order) {
    await recordAudit({ subject: `app#${order.appId}`, actor: 'system', action: 'open-platform.register-app', ground: 'operations', requestId: newId('request') });
    const at = instantOf(now());
    const changed = await apps.change(order.appId, (app) => setUpAgain(app, order, at));
    if (!changed) await apps.keep(newApp(order));
  };
}

function newApp(order: AppOrder): PartnerApp {
  if (order.secrets === undefined && order.institutionId === undefined) throw new Error('a new app has secrets, or an institution whose developers make them in the console');
  return { secrets: [], redirectHosts: [], switches: ON, closed: false, ...order };
}

function setUpAgain(app: PartnerApp, order: AppOrder, at: string): PartnerApp {
  if (order.institutionId !== undefined && app.institutionId !== undefined && order.institutionId !== app.institutionId) throw new Error('the app belongs to another institution: take another app id, and close this one');
  // Other settings than anybody read: a change in the console that began before does not overwrite them.
  return { ...app, ...order, hospitals: order.hospitals.map((hospital) => withCampuses(hospital, app)), ...secretsOf(app, order, at), settingsVersion: versionOf(app) + 1 };
}

function withCampuses(hospital: Hospital, { hospitals }: PartnerApp): Hospital {
  const campuses = hospital.campuses ?? hospitals.find(({ hospitalId }) => hospitalId === hospital.hospitalId)?.campuses;
  return campuses ? { ...hospital, campuses } : hospital;
}

/** Those that were taken away still open the activation links that patients hold. */
function secretsOf(app: PartnerApp, { secrets }: AppOrder, at: string): Pick<PartnerApp, 'secrets' | 'linkSecrets' | 'secretChangedAt'> {
  if (secrets === undefined) return { secrets: app.secrets };
  const ended = app.secrets.filter((secret) => !secrets.includes(secret));
  const linkSecrets = [...ended, ...(app.linkSecrets ?? [])];
  return { secrets, ...(linkSecrets.length > 0 ? { linkSecrets } : {}), ...(secrets[0] === app.secrets[0] ? {} : { secretChangedAt: at }) };
}
