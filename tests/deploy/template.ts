/** Reading CloudFormation templates. */
import * as z from 'zod/mini';

const Resource = z.object({ Type: z.string(), Properties: z._default(z.record(z.string(), z.unknown()), {}), DeletionPolicy: z.optional(z.string()) });
export type Resource = z.infer<typeof Resource>;

export const Template = z.object({
  Resources: z.record(z.string(), Resource),
  Outputs: z.record(z.string(), z.object({ Export: z.object({ Name: z.string() }) })),
});
export type Template = z.infer<typeof Template>;

const Texts = z.union([z.string(), z.array(z.string())]);
const Statement = z.object({ Effect: z.literal('Allow'), Action: Texts, Resource: z.unknown(), Condition: z.optional(z.unknown()) });
export type Statement = { readonly actions: readonly string[]; readonly resources: readonly string[]; readonly condition?: unknown };

export const FUNCTION = 'AWS::Lambda::Function';
/** A function's name without that of the service and the stage. */
export const nameOf = ({ Properties }: Pick<Resource, 'Properties'>) => String(Properties['FunctionName']).replace('henan-health-dev-', '');

/** Resources of a type with their logical names. */
export function ofType({ Resources }: Template, type: string): readonly (Resource & { readonly name: string })[] {
  return Object.entries(Resources).flatMap(([name, resource]) => (resource.Type === type ? [{ name, ...resource }] : []));
}

/** The value at a path; undefined where it ends. */
export function at(value: unknown, ...path: readonly (string | number)[]): unknown {
  return path.reduce<unknown>((inner, step) => (typeof inner === 'object' && inner !== null ? (inner as Record<string, unknown>)[step] : undefined), value);
}

/** A value as one text: functions of CloudFormation joined, imports as `import <name>`. */
export function textOf(value: unknown): string {
  if (typeof value === 'string') return value;
  const [[kind, inner] = ['', undefined]] = Object.entries(value as Record<string, unknown>);
  if (kind === 'Fn::ImportValue') return `import ${String(inner)}`;
  if (kind === 'Fn::GetAtt') return (inner as string[]).join('.');
  if (kind === 'Fn::Join') return (inner as [string, unknown[]])[1].map(textOf).join((inner as [string, unknown[]])[0]);
  return String(inner);
}

const listed = (value: unknown): readonly unknown[] => (Array.isArray(value) ? value : [value]);

export function statementsIn(document: unknown): readonly Statement[] {
  return z.parse(z.array(Statement), at(document, 'Statement')).map(({ Action, Resource: resources, Condition }) => ({
    actions: listed(Action) as string[], resources: listed(resources).map(textOf), ...(Condition === undefined ? {} : { condition: Condition }),
  }));
}

/** All that the role of a function allows, windows included. */
export function rightsOf(template: Template, role: string): readonly Statement[] {
  const own = listed(at(template.Resources[role], 'Properties', 'Policies')).flatMap((policy) => statementsIn(at(policy, 'PolicyDocument')));
  const windows = ofType(template, 'AWS::IAM::Policy').filter(({ Properties }) => listed(Properties['Roles']).some((one) => at(one, 'Ref') === role));
  return [...own, ...windows.flatMap(({ Properties }) => statementsIn(Properties['PolicyDocument']))];
}
