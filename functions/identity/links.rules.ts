/** What is true of links, for the use cases that make, show and follow them. */
import { LINKS_MAX, type AccountLink } from '../../shared/identity/links.routes';
import type { PersonOnFile } from '../../shared/identity/file.schema';
import type { NamedPerson } from '../../shared/identity/identity.rules';
import type { Files, LinkRecord, Links } from './identity.ports';

type Institution = { readonly institutionId: string; readonly institutionName: string };
export type LinkMakers = { readonly links: Links; readonly newId: (prefix: string) => string };

/** The link as it is, or a new one; undefined when there are too many. */
export async function linkWith({ links, newId }: LinkMakers, accountId: string, institution: Institution): Promise<LinkRecord | undefined> {
  const known = await links.list(accountId);
  const found = known.find(({ institutionId }) => institutionId === institution.institutionId);
  if (found ?? known.length >= LINKS_MAX) return found;
  return { accountId, ...institution, openUserId: newId('user'), version: 0 };
}

/** The account's verified holder is whom the institution names: by document and name. Who is not verified is nobody yet. Opens sealed data: audit first. */
export async function isHolder(files: Pick<Files, 'marksOf' | 'open'>, self: PersonOnFile | undefined, person: NamedPerson): Promise<boolean> {
  if (self?.personId === undefined || !files.marksOf(person).includes(self.documentMark)) return false;
  return (await files.open(self)).name === person.name;
}

/**
 * Links of an account that becomes part of another go there with what the institution knows it by. Where the other is linked with the same institution,
 * or with as many as may be, they end.
 */
export function linksAfterFold(from: readonly LinkRecord[], into: readonly LinkRecord[]): { readonly moved: readonly LinkRecord[]; readonly ended: readonly LinkRecord[] } {
  const others = from.filter(({ institutionId }) => !into.some((own) => own.institutionId === institutionId));
  const moved = others.slice(0, Math.max(LINKS_MAX - into.length, 0));
  return { moved, ended: from.filter((link) => !moved.includes(link)) };
}

export function linkView({ institutionId, institutionName, handsOverSince, takesOverSince }: LinkRecord): AccountLink {
  return { institutionId, institutionName, handsOverSince, takesOverSince };
}
