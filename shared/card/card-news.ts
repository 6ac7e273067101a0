/** What other slices tell the packages: by their queue. */
import * as z from 'zod/mini';
import { AccountClosed } from '../kernel/account-closed';
import { PersonsChanged } from '../kernel/persons-changed';

export const CardNews = z.union([AccountClosed, PersonsChanged]);
export type CardNews = z.infer<typeof CardNews>;
