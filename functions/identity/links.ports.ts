/** 账号关联: institutions an account is linked with, one way, the other, or both. */
import type { Notice } from '../../shared/messages/messages.schema';

export type { SentUser, SignOnTickets } from '../../shared/kernel/sign-on';

export type LinkRecord = {
  readonly accountId: string;
  readonly institutionId: string;
  readonly institutionName: string;
  /** What the institution knows this account by: no other institution the same. */
  readonly openUserId: string;
  /** Instants. Since when it is told who comes, and since when its users are taken over. */
  readonly handsOverSince?: string;
  readonly takesOverSince?: string;
  /** Keyed fingerprint of the institution's user. */
  readonly userMark?: string;
  /** 0 for one that is not stored yet. */
  readonly version: number;
};

/** What moves with an account that becomes part of another; its other links end. */
export type FollowingFold = { readonly moved: readonly LinkRecord[]; readonly notices: readonly Notice[] };

export type Links = {
  find(accountId: string, institutionId: string): Promise<LinkRecord | undefined>;
  list(accountId: string): Promise<readonly LinkRecord[]>;
  /** The account an institution's user is taken over to. */
  accountOf(institutionId: string, userId: string): Promise<string | undefined>;
  markOf(institutionId: string, userId: string): string;
  /** With the way that leads to it. False when the account was changed meanwhile or is closed, or the user is linked to another. */
  save(link: LinkRecord, notice?: Notice): Promise<boolean>;
  end(link: LinkRecord): Promise<boolean>;
};
