/** Rules of the upgrade of a whole hospital: what a row says, how sure the match is. */
import type { ChinaDay } from '../../shared/kernel/china-day';
import { documentKey, identifiesOnePerson, readDocument } from '../../shared/kernel/documents';
import { isPossibleBirthday } from '../../shared/kernel/legal-document';
import { readName } from '../../shared/kernel/person-name';
import { ok, refuse, type Result } from '../../shared/kernel/result';
import { nationCode } from '../../shared/open-platform/person.schema';
import { UpgradeRow, type Values } from '../../shared/open-platform/upgrade-rows';
import type { Applicant, Counts, NamedPerson, PersonFound, RowResult, Upgrade } from './open-platform.ports';

export type RowRead = {
  readonly applicant: Applicant;
  readonly patid: string;
  readonly openId?: string;
  /** What the list says otherwise than the document's number, which goes before. */
  readonly contradicted: readonly ('gender' | 'birthday')[];
};
type RowRefusal = 'row-not-readable' | 'row-invalid' | 'document-invalid' | 'guardian-needed';

const CELLPHONE = /^1\d{10}$/;
const NEWBORN = '16';

/** One patient, with what the document's number tells filled in. */
export function readUpgradeRow(values: Values | undefined, today: ChinaDay): Result<RowRead, RowRefusal> {
  if (!values) return refuse('row-not-readable');
  const row = UpgradeRow.safeParse(values);
  if (!row.success) return refuse('row-invalid', { field: row.error.issues[0]?.path.join('.') ?? '' });
  const document = readDocument(row.data.idType, row.data.idNumber, today);
  if (!document.ok) return refuse('document-invalid', { field: 'idNumber' });
  if (document.value.type === NEWBORN) return refuse('guardian-needed');
  const name = readName(row.data.name);
  return name.ok ? filledUp(row.data, { name: name.value, document: document.value }, today) : refuse('row-invalid', { field: 'name' });
}

function filledUp(row: UpgradeRow, { name, document }: Pick<Applicant, 'name' | 'document'>, today: ChinaDay): Result<RowRead, 'row-invalid'> {
  const gender = document.gender ?? row.gender;
  const birthday = document.birthday ?? row.birthday;
  if (!gender) return refuse('row-invalid', { field: 'gender' });
  if (!birthday || !isPossibleBirthday(birthday, today)) return refuse('row-invalid', { field: 'birthday' });
  const said = [['gender', row.gender, gender], ['birthday', row.birthday, birthday]] as const;
  const contradicted = said.filter(([, told, true_]) => told !== undefined && told !== true_).map(([member]) => member);
  return ok({ applicant: { name, document, gender, birthday, ...contactOf(row) }, patid: row.patid, contradicted, ...(row.openId ? { openId: row.openId } : {}) });
}

function contactOf({ nation, phone1, address }: UpgradeRow) {
  const code = nationCode(nation);
  const phone = phone1 === undefined ? {} : CELLPHONE.test(phone1) ? { cellphone: phone1 } : { telephone: phone1 };
  return { ...phone, ...(code ? { nation: code } : {}), ...(address ? { address } : {}) };
}

/** What each doubt takes from certainty. */
const DOUBTS = { name: 0.4, gender: 0.2, birthday: 0.3 } as const;

/** How sure it is that the row's number is this patient's: 1 when the register knows the name and nothing on the list contradicts the number. */
export function confidenceOf(read: RowRead, found: PersonFound): number {
  return Math.round((1 - doubtsOf(read, found).reduce((sum, member) => sum + DOUBTS[member], 0)) * 100) / 100;
}

/** The columns that are not sure: the name when nobody could check it, and what the document's number contradicts. */
export function doubtsOf({ contradicted }: RowRead, { realName }: PersonFound): readonly (keyof typeof DOUBTS)[] {
  return [...(realName === 'match' ? [] : ['name' as const]), ...contradicted];
}

/** Who a row is of: a household's number is that of all its members. */
export function personKey({ document, name }: NamedPerson): string {
  return identifiesOnePerson(document) ? documentKey(document) : `${documentKey(document)}#${name}`;
}

type Seen = { add(key: string): boolean };

/** Rows in their order, each that will be done told from one before it: the same person's same number, or the number of somebody else. */
export function withoutRepeats(rows: readonly RowResult[], seen: Seen, ofNumber: (patid: string) => string): readonly RowResult[] {
  return rows.map((row) => {
    if (row.key === undefined) return row;
    const [isRepeat, isNumberTaken] = [seen.add(row.key), seen.add(ofNumber(row.patid ?? ''))];
    if (!isRepeat && !isNumberTaken) return row;
    const { patid = '', key } = row;
    return { row: row.row, patid, key, outcome: isRepeat ? 'duplicate-row' : 'patid-of-another' };
  });
}

export function counted(counts: Counts, rows: readonly RowResult[]): Counts {
  const sum: Record<string, number> = { ...counts };
  for (const { outcome } of rows) sum[outcome] = (sum[outcome] ?? 0) + 1;
  return sum;
}

/** The name of a row's registration: the same for every attempt at it. */
export function rowName({ upgradeId }: Upgrade, { piece, row }: { readonly piece: number; readonly row: number }): string {
  return `${upgradeId} ${String(piece)} ${String(row)}`;
}
