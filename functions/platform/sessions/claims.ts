/** What an access token says. Short on purpose: it travels with every request and is believed for ten minutes. */
import type { CallerPost } from '../../../shared/kernel/caller';

export const ACCESS_SECONDS = 600;
export const REFRESH_SECONDS = 30 * 86_400;
/** The PC may be a shared one, and an institution's app is not ours: signed out after a day. */
export const REFRESH_SECONDS_PC = 86_400;

export type Claims = { readonly consents: readonly string[]; readonly post?: CallerPost; readonly byInstitution?: true };

export type AccessPayload = Claims & { readonly accountId: string; readonly sessionId: string };
