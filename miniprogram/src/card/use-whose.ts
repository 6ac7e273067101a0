import { listFamilyRoute } from '@shared/identity/family.routes';
import type { Relation } from '@shared/identity/identity.schema';
import { useRead } from '../platform/queries';

export const RELATIONS: Readonly<Record<Relation, string>> = { parent: '父母', child: '子女', spouse: '配偶', relative: '亲属', other: '家人' };
export const WHOSE = { self: '本人', family: '家人' } as const;

/** Whose card it is in the family's words; 家人 until the family is known. */
export function useWhose(memberId: string | undefined): string {
  const family = useRead(listFamilyRoute, {}, { enabled: memberId !== undefined });
  if (memberId === undefined) return WHOSE.self;
  const member = family.state === 'ready' ? family.value.members.find((one) => one.memberId === memberId) : undefined;
  return member ? RELATIONS[member.relation] : WHOSE.family;
}
