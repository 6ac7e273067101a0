/**
 * What the code already says and a deployment must know: the routes of each slice, the tables in their plain shape, the rights
 * that the windows between slices need. Printed as JSON for serverless.yml, whose `custom` names are used in it, so that none of
 * it is written twice.
 */
import { cardStatements } from '../card/card.public';
import { identityStatements, linkStatements } from '../identity/identity.public';
import { signOnStatements } from '../open-platform/open-platform.public';
import { personIndexStatements, survivorStatements } from '../person-index/person-index.public';
import { TABLES, type TableName } from '../platform/config/config';
import type { IamStatement } from '../platform/iam-statement';
import { INDEX_NAME } from '../platform/store/item';
import { TABLE_SHAPE, TTL_ATTRIBUTE } from '../platform/store/table-shape';
import type { Route } from '../../shared/kernel/route';
import { routesBySlice } from './contracts';

const WINDOWS = { card: cardStatements, identity: identityStatements, 'identity-links': linkStatements, 'open-platform-sign-on': signOnStatements, 'person-index': personIndexStatements, 'person-index-survivors': survivorStatements };

/** Platform's own tables tell nobody of their changes. */
const WITHOUT_STREAM: readonly TableName[] = ['sessions', 'idempotency', 'audit'];

function deploymentParts() {
  return {
    /** By slice, or its counter: the events of an HTTP function. */
    routes: routeEvents(),
    /** By name: the resource. */
    tables: Object.fromEntries(TABLES.map((table) => [table, tableResource(table)])),
    /** By the slice whose window it is, or the part of it that is looked through: the statements of a function that looks through it. */
    windows: Object.fromEntries(Object.entries(WINDOWS).map(([slice, statements]) => [slice, statements.map(policyStatement)])),
  };
}

function routeEvents() {
  const events: Record<string, unknown[]> = {};
  for (const { slice, route } of routesBySlice()) {
    (events[functionOf(slice, route)] ??= []).push({ httpApi: { method: route.method, path: route.path.replace(/:(\w+)/g, '{$1}') } });
  }
  return events;
}

/** The counter of cards is a function of its own (functions/card/counter.lambda.ts). */
function functionOf(slice: string, { callers }: Route): string {
  return slice === 'card' && callers.every((caller) => caller === 'staff') ? 'card-counter' : slice;
}

function tableResource(table: TableName) {
  return {
    Type: 'AWS::DynamoDB::Table',
    DeletionPolicy: 'Retain',
    UpdateReplacePolicy: 'Retain',
    Properties: {
      TableName: `\${self:custom.prefix}${table}`,
      ...TABLE_SHAPE,
      DeletionProtectionEnabled: true,
      PointInTimeRecoverySpecification: { PointInTimeRecoveryEnabled: true },
      SSESpecification: { SSEEnabled: true, SSEType: 'KMS' },
      TimeToLiveSpecification: { AttributeName: TTL_ATTRIBUTE, Enabled: true },
      ...(WITHOUT_STREAM.includes(table) ? {} : { StreamSpecification: { StreamViewType: 'NEW_AND_OLD_IMAGES' } }),
    },
  };
}

function policyStatement({ actions, table, index, leadingKeys }: IamStatement) {
  const arn = `\${self:custom.tables}${table}`;
  return {
    Effect: 'Allow',
    Action: actions,
    Resource: [arn, ...(index ? [`${arn}/index/${INDEX_NAME}`] : [])].map((text) => ({ 'Fn::Sub': text })),
    ...(leadingKeys ? { Condition: { 'ForAllValues:StringLike': { 'dynamodb:LeadingKeys': leadingKeys } } } : {}),
  };
}

process.stdout.write(`${JSON.stringify(deploymentParts(), null, 2)}\n`);
