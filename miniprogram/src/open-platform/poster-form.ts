/** What is asked of a poster before it is sent, in the order of the form. Pure. */
import { PosterForm, PosterTag, type AppView } from '@shared/open-platform/console.schema';
import { isRegistered, readReturnAddress } from '@shared/open-platform/redirect';
import type * as z from 'zod/mini';
import type { POSTERS } from './console.copy';

export type Poster = z.infer<typeof PosterForm>;
export type PosterProblem = { readonly member: 'tag' | 'place' | 'returnTo'; readonly problem: keyof typeof POSTERS.problems };

/** `tags`: of the posters there are. */
export function posterProblem({ tag, place, returnTo }: Poster, { redirectHosts }: Pick<AppView, 'redirectHosts'>, tags: readonly string[]): PosterProblem | undefined {
  if (!PosterTag.safeParse(tag).success) return { member: 'tag', problem: 'tag' };
  if (tags.includes(tag)) return { member: 'tag', problem: 'twice' };
  if (!PosterForm.shape.place.safeParse(place).success) return { member: 'place', problem: 'place' };
  const address = readReturnAddress(returnTo);
  if (!address) return { member: 'returnTo', problem: 'returnTo' };
  return isRegistered(address, redirectHosts) ? undefined : { member: 'returnTo', problem: 'host' };
}
