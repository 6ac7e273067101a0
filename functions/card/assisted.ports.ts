/** What is kept of claims that staff assist with. */
import type { AssistedConsent } from '../../shared/card/assisted.routes';
import type { CardEvent, PrintableCard } from '../../shared/card/card.schema';
import type { Staff } from '../../shared/kernel/caller';
import type { Result } from '../../shared/kernel/result';

export type AssistedClaimKept = {
  readonly claimId: string;
  readonly institutionId: string;
  readonly cityCode: string;
  readonly by: string;
  /** Whose data it is: a fingerprint of the document, since these people may have no account. */
  readonly owner: string;
  readonly claimedAt: string;
  readonly consent: AssistedConsent;
  /** Absent: a claim. Else what the paper was signed for. */
  readonly move?: 'restore' | 'reissue';
  readonly maskedName: string;
  readonly maskedNumber: string;
  /** Absent where the authority gave no code. */
  readonly printable?: PrintableCard;
};

export type AssistedClaims = {
  /** With the line in the card's history, where nobody else writes it. */
  add(claim: AssistedClaimKept, told?: { readonly healthCardId: string; readonly event: CardEvent }): Promise<void>;
  /** Only of this institution. Opens sealed data: audit first. */
  find(institutionId: string, claimId: string): Promise<AssistedClaimKept | undefined>;
  /** Newest first, from behind `after` (a claim id). Opens sealed data: audit first. */
  list(institutionId: string, page: { readonly limit: number; readonly after?: string }): Promise<{ readonly items: readonly AssistedClaimKept[]; readonly more: boolean }>;
};

/** A clerk, and the mark of the document whose name is tried. */
export type StaffTry = { readonly accountId: string; readonly owner: string };

/** What was wrong at a counter in the last 24 hours, for each clerk and document apart. */
export type StaffTries = {
  /** One try more, taken before anything is asked: how many it makes, and when they are forgotten (epoch ms). */
  take(tried: StaffTry): Promise<{ readonly count: number; readonly endsAt: number }>;
  /** Nothing was guessed. */
  giveBack(tried: StaffTry): Promise<void>;
  forget(tried: StaffTry): Promise<void>;
};

/** Asks the register of a document that a clerk typed, within the limit. */
export type TryAtCounter = <Value, Code extends string>(
  clerk: Pick<Staff, 'accountId' | 'requestId'>, owner: string, ask: () => Promise<Result<Value, Code>>,
) => Promise<Result<Value, Code | 'identity/too-many-tries'>>;

/** 同意书: kept sealed, under the place of its institution. */
export type Proofs = {
  keep(proof: { readonly place: ProofPlace; readonly owner: string; readonly imageBase64: string }): Promise<void>;
  /** Opens sealed data: audit first. Throws when the proof of a claim is gone. */
  read(place: ProofPlace, owner: string): Promise<string>;
  drop(place: ProofPlace): Promise<void>;
};
export type ProofPlace = { readonly cityCode: string; readonly institutionId: string; readonly claimId: string };
