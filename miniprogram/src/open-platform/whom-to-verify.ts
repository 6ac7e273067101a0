/** Whom an order to prove who one is (1.9) is about: oneself, or somebody of the family for whom one may do it. */
type Masked = { readonly maskedName: string; readonly maskedNumber: string };
export type Member = Masked & { readonly memberId: string };

/** Both sides are masked the same way; whether it is really this person the platform decides by name and number. */
export function memberAskedAbout(members: readonly Member[], { maskedName, maskedNumber }: Masked): Member | undefined {
  return members.find((member) => member.maskedName === maskedName && member.maskedNumber === maskedNumber);
}
