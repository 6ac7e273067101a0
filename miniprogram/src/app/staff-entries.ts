/** What a post may do, so that the menu offers nothing that ends at a closed door. Pure. */
import type { StaffPost } from '@shared/identity/identity.schema';

export type StaffEntry = 'assist' | 'counter' | 'presence' | 'merges' | 'console';

const WITH_PERSONS: readonly StaffEntry[] = ['assist', 'counter', 'presence'];
const ENTRIES: Readonly<Record<StaffPost['role'], readonly StaffEntry[]>> = {
  counter: WITH_PERSONS,
  'village-doctor': WITH_PERSONS,
  /** Tends papers, not persons and cards. */
  registrar: ['merges'],
  /** Works at a PC, in the console. */
  'institution-developer': ['console'],
};

export function staffEntries({ role }: Pick<StaffPost, 'role'>): readonly StaffEntry[] {
  return ENTRIES[role];
}
