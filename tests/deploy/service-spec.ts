/** AWS's own list of resource types and their properties, as CloudFormation knows them. */
import { loadAwsServiceSpecSync } from '@aws-cdk/aws-service-spec';
import type { Template } from './template';

const spec = loadAwsServiceSpecSync();

type ResourceSpec = ReturnType<typeof resourceSpec>;
type PropertySpecs = NonNullable<ResourceSpec>['properties'];
type PropertyType = PropertySpecs[string]['type'];

function resourceSpec(type: string) {
  return spec.lookup('resource', 'cloudFormationType', 'equals', type)[0];
}

/** What CloudFormation would not understand: unknown types, unknown or missing properties, values of a wrong kind. */
export function complaintsAbout(template: Template): readonly string[] {
  return Object.entries(template.Resources).flatMap(([name, { Type, Properties }]) => {
    const known = resourceSpec(Type);
    return known ? objectComplaints(name, Properties, known.properties) : [`${name}: no such type ${Type}`];
  });
}

function objectComplaints(where: string, value: Readonly<Record<string, unknown>>, properties: PropertySpecs): readonly string[] {
  const missing = Object.entries(properties).filter(([name, { required }]) => required && value[name] === undefined);
  const complaints = Object.entries(value).flatMap(([name, inner]) => {
    const property = properties[name];
    return property ? valueComplaints(`${where}.${name}`, inner, property.type) : [`${where}: no such property ${name}`];
  });
  return [...missing.map(([name]) => `${where}: lacks ${name}`), ...complaints];
}

const isObject = (value: unknown): value is Record<string, unknown> => typeof value === 'object' && value !== null && !Array.isArray(value);
const isFunction = (value: unknown) => isObject(value) && /^(Ref|Fn::\w+)$/.test(Object.keys(value).join());

function valueComplaints(where: string, value: unknown, type: PropertyType): readonly string[] {
  if (isFunction(value)) return [];
  if (type.type === 'union') return unionComplaints(where, value, type.types);
  if (type.type === 'array' || type.type === 'map') return eachComplaints(where, value, type);
  if (type.type !== 'ref') return primitiveComplaints(where, value, type.type);
  return isObject(value) ? objectComplaints(where, value, spec.get('typeDefinition', type.reference.$ref).properties) : [`${where}: not an object`];
}

function eachComplaints(where: string, value: unknown, { type, element }: Extract<PropertyType, { type: 'array' | 'map' }>): readonly string[] {
  const fits = type === 'array' ? Array.isArray(value) : isObject(value);
  return fits ? Object.entries(value as object).flatMap(([place, one]) => valueComplaints(`${where}.${place}`, one, element)) : [`${where}: not of kind ${type}`];
}

/** Good for one of the types is good. */
function unionComplaints(where: string, value: unknown, types: readonly PropertyType[]): readonly string[] {
  const all = types.map((type) => valueComplaints(where, value, type));
  return all.some((complaints) => complaints.length === 0) ? [] : (all[0] ?? []);
}

const PRIMITIVES: Record<string, readonly string[]> = { string: ['string', 'number'], number: ['number'], integer: ['number'], boolean: ['boolean'] };

function primitiveComplaints(where: string, value: unknown, kind: string): readonly string[] {
  const allowed = PRIMITIVES[kind];
  return allowed && !allowed.includes(typeof value) ? [`${where}: not a ${kind}`] : [];
}
