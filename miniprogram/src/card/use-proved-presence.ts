import { useFamily, useMe } from './card.queries';

/** Whether the card's holder once proved to be there, as far as this phone knows. How lately, only the platform says. */
export function useProvedPresence(memberId: string | undefined): boolean {
  const me = useMe();
  const family = useFamily(memberId !== undefined);
  if (memberId === undefined) return me.state === 'ready' && me.value.realName?.assurance === 'L2';
  const members = family.state === 'ready' ? family.value.members : [];
  return members.some((member) => member.memberId === memberId && member.assurance === 'L2');
}
