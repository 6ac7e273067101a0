/** 签名调试: with the app's own secrets, which stay here. */
import type { Staff } from '../../../shared/kernel/caller';
import { ok, refuse } from '../../../shared/kernel/result';
import type { Answer, InputOf } from '../../../shared/kernel/route';
import type { debugSignatureRoute } from '../../../shared/open-platform/console.routes';
import { objectionsTo, objectionView, serialOf } from '../../../shared/open-platform/admission.rules';
import { debugSignature, type Digests } from '../../../shared/open-platform/debug-signature';
import { SIGNATURE_CAUSES } from '../../../shared/open-platform/signature-causes';
import type { ConsoleAccess, RecordAudit } from '../open-platform.ports';

export type DebugCallDeps = {
  readonly access: Pick<ConsoleAccess, 'ownApp'>;
  readonly digests: Digests;
  readonly recordAudit: RecordAudit;
  /** Whether a call of the app came under this `requestId` not long ago. */
  readonly isSerialUsed: (appId: string, serial: string) => Promise<boolean>;
  readonly now: () => number;
};
export type DebugCall = (input: InputOf<typeof debugSignatureRoute>, caller: Staff) => Answer<typeof debugSignatureRoute>;

export function makeDebugCall({ access, digests, recordAudit, isSerialUsed, now }: DebugCallDeps): DebugCall {
  return async function debugCall({ appId, ...pasted }, caller) {
    const app = await access.ownApp(caller, appId);
    if (!app.ok) return app;
    const { secrets } = app.value;
    if (secrets.length === 0) return refuse('console/no-secret');
    const { accountId, requestId, post: { institutionId } } = caller;
    // Whoever sees the expected signature could send the call: it is written down who did.
    await recordAudit({ subject: `institution#${institutionId}`, actor: accountId, action: 'console.debug-signature', ground: 'post:institution-developer', requestId, institutionId });
    const found = debugSignature(pasted, secrets, digests);
    if (!found.ok) return refuse('console/request-not-readable', { field: found.refusal.code });
    const { call, cause, ...finding } = found.value;
    const serial = serialOf(call);
    const isUsed = serial !== undefined && (await isSerialUsed(appId, serial));
    const others = objectionsTo(call, app.value, { nowMs: now(), isUsed }).map(objectionView);
    return ok({ ...finding, others, ...(cause ? { cause, ...SIGNATURE_CAUSES[cause] } : {}) });
  };
}
