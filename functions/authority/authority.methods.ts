/** Each method of the gateway: its members read in the dialect, the use case that answers, its answer in the dialect again. */
import * as z from 'zod/mini';
import { USE_RECORDS_MAX, type AuthorityMethod } from '../../shared/authority/authority.schema';
import type { BizFields, BizMember } from '../../shared/authority/biz.schema';
import { readBiz, writeBiz, type Dialect } from '../../shared/authority/dialect';
import { fromWire, toWire } from '../../shared/authority/dialect-codes';
import {
  AddOrgInput, AlterInput, CloseInput, GenerateInput, QueryInput, QueryOrgInput, RegisterInput, UpdateOrgInput, UseRecord, VerifyInput,
} from '../../shared/authority/inputs.schema';
import type { AuthorityRefusal } from '../../shared/authority/refusals';
import { ok, refuse, type Result } from '../../shared/kernel/result';
import type { AuthorityCaller, MethodAnswer } from './authority.ports';
import type { AddOrg } from './use-cases/add-org';
import type { Alter } from './use-cases/alter';
import type { Close } from './use-cases/close';
import type { Generate } from './use-cases/generate';
import type { KeepUseRecords } from './use-cases/keep-use-records';
import type { Query } from './use-cases/query';
import type { QueryOrg } from './use-cases/query-org';
import type { Register } from './use-cases/register';
import type { UpdateOrg } from './use-cases/update-org';
import type { Verify } from './use-cases/verify';

export type UseCases = {
  readonly register: Register;
  readonly alter: Alter;
  readonly close: Close;
  readonly query: Query;
  readonly generate: Generate;
  readonly verify: Verify;
  readonly keepUseRecords: KeepUseRecords;
  readonly addOrg: AddOrg;
  readonly updateOrg: UpdateOrg;
  readonly queryOrg: QueryOrg;
};

/** From the parsed `biz_content` to the object that goes back as one, or nothing. A refusal's field is the wire's name. */
export type Served = (content: unknown, caller: AuthorityCaller) => Promise<Result<Record<string, string> | undefined, AuthorityRefusal>>;

export function serveMethods(dialect: Dialect, useCases: UseCases): Readonly<Record<AuthorityMethod, Served>> {
  const one = <Input>(schema: z.ZodMiniType<Input>, useCase: (input: Input, caller: AuthorityCaller) => MethodAnswer): Served =>
    async (content, caller) => {
      const input = read(dialect, schema, content);
      return spoken(dialect, input.ok ? await useCase(input.value, caller) : input);
    };
  return {
    register: one(RegisterInput, useCases.register),
    alter: one(AlterInput, useCases.alter),
    close: one(CloseInput, useCases.close),
    query: one(QueryInput, useCases.query),
    generate: one(GenerateInput, useCases.generate),
    verify: one(VerifyInput, useCases.verify),
    usecarddate: async (content, caller) => {
      const records = readRecords(dialect, content);
      return spoken(dialect, records.ok ? await useCases.keepUseRecords(records.value, caller) : records);
    },
    addorg: one(AddOrgInput, useCases.addOrg),
    updateorg: one(UpdateOrgInput, useCases.updateOrg),
    queryorg: one(QueryOrgInput, useCases.queryOrg),
  };
}

function read<Input>(dialect: Dialect, schema: z.ZodMiniType<Input>, content: unknown): Result<Input, 'biz-not-valid'> {
  const fields = readBiz(dialect, content);
  if (!fields) return refuse('biz-not-valid');
  const parsed = z.safeParse(schema, fromWire(dialect, fields));
  if (parsed.success) return ok(parsed.data);
  const member = parsed.error.issues[0]?.path[0];
  return refuse('biz-not-valid', typeof member === 'string' ? { field: member } : undefined);
}

/** One bad record refuses all; the field says which: `3.useTime` is the third record's. */
function readRecords(dialect: Dialect, content: unknown): Result<readonly UseRecord[], 'biz-not-valid' | 'records-too-many'> {
  if (!Array.isArray(content) || content.length === 0) return refuse('biz-not-valid');
  if (content.length > USE_RECORDS_MAX) return refuse('records-too-many');
  const records: UseRecord[] = [];
  for (const [position, row] of content.entries()) {
    const record = read(dialect, UseRecord, row);
    if (!record.ok) return refuse('biz-not-valid', { field: `${position + 1}.${record.refusal.facts?.field ?? 'record'}` });
    records.push(record.value);
  }
  return ok(records);
}

/** The answer, or the refusal, as the dialect says it. */
function spoken(dialect: Dialect, answer: Result<BizFields | undefined, AuthorityRefusal>): Result<Record<string, string> | undefined, AuthorityRefusal> {
  if (answer.ok) return ok(answer.value && writeBiz(dialect, toWire(dialect, answer.value)));
  const { code, facts } = answer.refusal;
  return facts?.field === undefined ? refuse(code) : refuse(code, { field: wireField(dialect, facts.field) });
}

function wireField(dialect: Dialect, field: string): string {
  const [member, row] = field.split('.').reverse() as [string, string?];
  const wire = dialect.members[member as BizMember] ?? member;
  return row === undefined ? wire : `${row}.${wire}`;
}
