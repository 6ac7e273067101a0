/** 本人核验: which ways of proving presence are open, told before anything starts. Face is never the only way. */
import type { DocumentType } from '../kernel/documents';
import type { ConsentPurpose, Device, PresenceOption } from './identity.schema';

/** WeChat's face check compares with the photograph on the resident identity card: no other document has one there. */
export function faceFits(document: DocumentType): boolean {
  return document === '01';
}

/** Every way, open or with the reason why not: the reason that cannot be helped comes first. */
export function presenceOptions(asked: { document: DocumentType; device: Device | undefined; consents: readonly ConsentPurpose[] }): readonly PresenceOption[] {
  return [faceOption(asked), { way: 'counter', available: true }, { way: 'village-doctor', available: true }];
}

function faceOption({ document, device, consents }: Parameters<typeof presenceOptions>[0]): PresenceOption {
  if (!faceFits(document)) return { way: 'face', available: false, why: 'document-not-supported' };
  if (device !== 'mini-program') return { way: 'face', available: false, why: 'only-in-mini-program' };
  return consents.includes('face') ? { way: 'face', available: true } : { way: 'face', available: false, why: 'face-consent-needed' };
}
