/**
 * Who issues a resident's card: the card authority, or the outside open platform, by institution and city. The platform issues by asking the card
 * authority (卡管), so whatever is asked of a card that exists is asked there; a counter and a reissue are the authority's too.
 */
import type { Authority, ClaimThrough } from './card.ports';

export type Issuers = {
  readonly authority: Authority;
  /** Absent where none is used. */
  readonly outside?: Authority | undefined;
  readonly isOutside: (through: ClaimThrough) => boolean;
};

export function makeIssuers({ authority, outside, isOutside }: Issuers): Authority {
  if (!outside) return authority;
  return {
    ...authority,
    register(person, claim) {
      const { through } = claim;
      return (through && isOutside(through) ? outside : authority).register(person, claim);
    },
    /** An authority that does not know the card did not issue it. */
    async code(healthCardId, kind) {
      const code = await authority.code(healthCardId, kind);
      return code.ok || code.refusal.code !== 'card/unknown' ? code : outside.code(healthCardId, kind);
    },
  };
}
