/** People the register knows; none of them exists. */
import { citizenNumber } from '../../functions/local/seed/invented-numbers';
import type { RegisteredPerson } from '../../functions/sandbox/population-register';

export const TODAY = '2026-03-10';

const number = (order: number) => citizenNumber('1980-05-17', order, '2');

export const LI = { idType: '01', idNumber: number(1), name: '李晓敏' } as const;
export const MA = { idType: '01', idNumber: number(2), name: '马建国' } as const;
/** The same 马建国, by his passport. */
export const MA_BY_PASSPORT = { idType: '03', idNumber: 'XE0000007', name: '马建国' } as const;
export const DEAD = { idType: '01', idNumber: number(3), name: '王去世' } as const;
export const MOTHER = { idType: '01', idNumber: number(4), name: '赵妈妈' } as const;
export const NEWBORN = { idType: '16', idNumber: `${number(4)}-1`, name: '赵小宝' } as const;
export const OLD_NEWBORN = { idType: '16', idNumber: `${number(4)}-2`, name: '赵大宝' } as const;
export const UNKNOWN = { idType: '01', idNumber: number(5), name: '无人知' } as const;
export const BROTHER = { idType: '02', idNumber: '419099001', name: '包小龙' } as const;
export const SISTER = { idType: '02', idNumber: '419099001', name: '包美玲' } as const;

export const PEOPLE: readonly RegisteredPerson[] = [
  { ...LI, gender: '2', birthday: '1980-05-17', nation: '01' },
  { ...MA, gender: '1', birthday: '1980-05-17', nation: '03' },
  { ...MA_BY_PASSPORT, gender: '1', birthday: '1980-05-17' },
  { ...DEAD, gender: '1', birthday: '1980-05-17', deceased: true },
  { ...MOTHER, gender: '2', birthday: '1980-05-17', nation: '01' },
  { ...NEWBORN, gender: '1', birthday: '2026-03-01', nation: '01', guardians: [MOTHER] },
  { ...OLD_NEWBORN, gender: '1', birthday: '2025-06-01', nation: '01', guardians: [MOTHER] },
  { ...BROTHER, gender: '1', birthday: '2018-01-01', nation: '02' },
  { ...SISTER, gender: '2', birthday: '2021-01-01', nation: '02' },
];

/** A person as the gateway is asked about one. */
export function asked({ idType, idNumber, name }: { idType: string; idNumber: string; name: string }) {
  return { id_type: idType, id_no: idNumber, name };
}
