/**
 * Whom a card is asked of: the card authority, or the outside open platform where that issued it. The platform issues by asking the
 * authority (卡管), so whatever is asked of a card that exists is asked there; a counter and a reissue are the authority's too.
 */
import type { Authority, ClaimOutside, OutsideHospital, OutsideRefusal, Register, RegisterRefusal } from './card.ports';

export type Issuers = {
  readonly authority: Authority;
  /** Absent where none is used. */
  readonly outside?: Pick<Authority, 'code'> | undefined;
};

export function makeIssuers({ authority, outside }: Issuers): Authority {
  if (!outside) return authority;
  return {
    ...authority,
    /** An authority that does not know the card did not issue it. */
    async code(healthCardId, kind, accountId) {
      const code = await authority.code(healthCardId, kind);
      return code.ok || code.refusal.code !== 'card/unknown' ? code : outside.code(healthCardId, kind, accountId);
    },
  };
}

export type Channels = { readonly atAuthority: Register<RegisterRefusal>; readonly outsideHospital: OutsideHospital; readonly claimOutside: ClaimOutside };

/** The institution's issuer, else the city's, else the province's. */
export function registerInChannel({ atAuthority, outsideHospital, claimOutside }: Channels): Register<OutsideRefusal> {
  return (person, claim) => (outsideHospital(claim.through) === undefined ? atAuthority(person, claim) : claimOutside(person, claim.through));
}
