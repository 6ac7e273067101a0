import { join } from 'node:path';
import { routesBySlice } from '../../functions/local/contracts';
import { REGISTER_IDS, WECHAT_IDS } from '../../functions/local/local-config';
import { AUTHORITY_QUESTION_MS } from '../../functions/platform/clients/authority/gateway';
import { TABLES } from '../../functions/platform/config/config';
import { filesIn } from './archive';
import { judge } from './cfn-guard';
import { describePackagedFunction } from './packaged-function';
import { archivesOf, NORTH, packageStacks, SLICES, STACKS, templateOf, templateText, type Stack } from './packaging';
import { actionsAskedBy, actionsOn, BACKGROUND, placesOf, PLATFORMS, porchesOf, SERVING } from './rights';
import { complaintsAbout } from './service-spec';
import { at, FUNCTION, nameOf, ofType, rightsOf, textOf, type Template } from './template';

const NORTHWEST = 'cn-northwest-1';
/** The functions that the HTTP API asks. */
const SERVES = /-(http|gateway|counter|upgrades)$/;
/** What a function may weigh as JavaScript, minified, in KB: a start of a function reads all of it. */
const BUNDLE_KB_MAX = 1_000;
/** Partners' contracts that bring their own envelope. */
const GATEWAYS: Readonly<Record<string, readonly string[]>> = { authority: ['POST /erhc/ehealthcard/business.do'], 'open-platform': ['GET /rest/auth/{proxy+}', 'POST /rest/auth/henan/OpenPlatform/UpgradeObj/{proxy+}', 'POST /rest/auth/{proxy+}'] };
/** By type: the property that must be unique in an account. */
const NAMED_BY: Record<string, string> = {
  'AWS::IAM::Role': 'RoleName', [FUNCTION]: 'FunctionName', 'AWS::DynamoDB::Table': 'TableName', 'AWS::SQS::Queue': 'QueueName', 'AWS::S3::Bucket': 'BucketName',
  'AWS::CloudWatch::Alarm': 'AlarmName', 'AWS::Logs::LogGroup': 'LogGroupName', 'AWS::SNS::Topic': 'TopicName', 'AWS::KMS::Alias': 'AliasName',
};

let templates: Record<Stack, Template>;
const each = <T>(look: (template: Template, stack: Stack) => T): readonly T[] => STACKS.map((stack) => look(templates[stack], stack));
const all = (type: string) => each((template) => ofType(template, type)).flat();
const roleOf = (resource: { Properties: Record<string, unknown> }) => String(at(resource.Properties, 'Role', 'Fn::GetAtt', 0));
const functionsWithRights = () => each((template, stack) => ofType(template, FUNCTION).map((one) => ({ stack, name: nameOf(one), rights: rightsOf(template, roleOf(one)) }))).flat();

beforeAll(() => {
  packageStacks(NORTH, STACKS);
  packageStacks(NORTHWEST, ['foundation', 'card']);
  templates = Object.fromEntries(STACKS.map((stack) => [stack, templateOf(NORTH, stack)])) as Record<Stack, Template>;
}, 600_000);

describe('the templates', () => {
  test('hold only resource types and properties that CloudFormation knows', () => {
    expect(each(complaintsAbout).flat()).toEqual([]);
  });

  test.each(STACKS)('keep every rule of ours: %s', (stack) => {
    const judged = judge(JSON.parse(templateText(NORTH, stack)));
    expect(judged.broken).toEqual([]);
    expect(judged.kept).toContain('functions_run_where_we_tested');
  });

  test('name no partition, region or account of their own', () => {
    // Services are named `lambda.amazonaws.com` in every partition; addresses are not.
    const fixed = /arn:aws[:-]|(?<!"(lambda|apigateway|events)\.)amazonaws\.com|cn-north|\b\d{12}\b/g;
    expect(STACKS.flatMap((stack) => templateText(NORTH, stack).match(fixed) ?? [])).toEqual([]);
  });

  test.each(['foundation', 'card'] as const)('are the same for both regions: %s', (stack) => {
    const stamps = /serverless\/henan-health\/dev\/[^/"]+\/|"CodeSha256": "[^"]+"|(?<=LambdaVersion)\w+/g;
    const timeless = (region: string): unknown => JSON.parse(templateText(region, stack).replaceAll(stamps, (stamp) => (stamp.startsWith('"') ? '"CodeSha256": ""' : '')));
    expect(timeless(NORTHWEST)).toEqual(timeless(NORTH));
  });

  test('stay below the limit of resources in a stack', () => {
    for (const count of each(({ Resources }) => Object.keys(Resources).length)) expect(count).toBeLessThan(500);
  });

  test('never give the same name twice in an account', () => {
    const names = each(({ Resources, Outputs }) => [
      ...Object.values(Resources).flatMap(({ Type, Properties }) => (Properties[NAMED_BY[Type] ?? ''] === undefined ? [] : [`${Type} ${textOf(Properties[NAMED_BY[Type] ?? ''])}`])),
      ...Object.values(Outputs).map((output) => `export ${output.Export.Name}`),
    ]).flat();
    expect(names.length).toBeGreaterThan(40);
    expect(names.filter((name, place) => names.indexOf(name) !== place)).toEqual([]);
  });

  test('import only what the foundation exports', () => {
    const exported = Object.values(templates.foundation.Outputs).map((output) => output.Export.Name);
    const imported = SLICES.flatMap((slice) => [...templateText(NORTH, slice).matchAll(/"Fn::ImportValue": "([^"]+)"/g)].map(([, name]) => name));
    expect(new Set(exported)).toEqual(new Set([...exported, ...imported]));
    expect(imported.length).toBeGreaterThan(10);
  });
});

describe('the tables', () => {
  test('are all there, each slice with its own, in the shape the local store has', () => {
    const tables = all('AWS::DynamoDB::Table');
    expect(tables.map(({ Properties }) => String(Properties['TableName'])).sort()).toEqual(TABLES.map((table) => `henan-health-dev-${table}`).sort());
    for (const { Properties } of tables) expect(at(Properties, 'GlobalSecondaryIndexes', 0)).toMatchObject({ IndexName: 'by-index', Projection: { ProjectionType: 'ALL' } });
    for (const slice of SLICES) {
      const [own, ...others] = ofType(templates[slice], 'AWS::DynamoDB::Table');
      expect([own?.Properties['TableName'], own?.Properties['StreamSpecification'], others]).toEqual([`henan-health-dev-${slice}`, { StreamViewType: 'NEW_AND_OLD_IMAGES' }, []]);
    }
  });
});

describe('the routes', () => {
  test('of each slice lead to that slice\'s HTTP function, those of the counter to its own', () => {
    for (const slice of SLICES) {
      const wanted = routesBySlice().filter((one) => one.slice === slice).map(({ route }) => `${route.method} ${route.path.replaceAll(/:(\w+)/g, '{$1}')}`);
      const gateway = GATEWAYS[slice] ?? [];
      const routes = ofType(templates[slice], 'AWS::ApiGatewayV2::Route');
      expect(routes.map(({ Properties }) => String(Properties['RouteKey'])).sort()).toEqual([...wanted, ...gateway].sort());
      const functionsById = new Map(ofType(templates[slice], 'AWS::ApiGatewayV2::Integration').map(({ name, Properties }) => [`integrations/${name}`, textOf(Properties['IntegrationUri'])]));
      for (const { Properties } of routes) {
        const kind = slice === 'card' && String(Properties['RouteKey']).includes(' /v1/staff/') ? 'counter' : '(http|gateway|upgrades)';
        expect(functionsById.get(textOf(Properties['Target']))).toMatch(new RegExp(`Dash${kind}LambdaFunction\\.Arn$`));
      }
    }
  });

  test('that no slice has lead to the pages', () => {
    expect(ofType(templates.foundation, 'AWS::ApiGatewayV2::Route').map(({ Properties }) => Properties['RouteKey'])).toEqual(['$default']);
  });
});

describe('each function', () => {
  test('has a role, a log and alarms of its own', () => {
    for (const template of each((one) => one)) {
      const lambdas = ofType(template, FUNCTION);
      const alarmed = ofType(template, 'AWS::CloudWatch::Alarm').map(({ Properties }) => `${String(Properties['MetricName'])} ${String(at(Properties, 'Dimensions', 0, 'Value', 'Ref'))}`);
      expect(lambdas.map(roleOf).sort()).toEqual(ofType(template, 'AWS::IAM::Role').map(({ name }) => name).sort());
      expect(ofType(template, 'AWS::Logs::LogGroup').map(({ Properties }) => Properties['LogGroupName'])).toEqual(expect.arrayContaining(lambdas.map((one) => `/aws/lambda/henan-health-dev-${nameOf(one)}`)));
      for (const { name } of lambdas) expect(alarmed).toEqual(expect.arrayContaining([`Errors ${name}`, `Throttles ${name}`]));
      for (const { Properties } of ofType(template, 'AWS::Lambda::EventSourceMapping').filter((one) => one.Properties['StartingPosition'])) {
        expect(alarmed).toContain(`IteratorAge ${textOf(Properties['FunctionName']).replace('.Arn', '')}`);
      }
    }
  });

  test('reports failed records alone, and fed by a queue takes a sixth of its visibility time at most', () => {
    const mappings = all('AWS::Lambda::EventSourceMapping');
    expect(mappings.length).toBeGreaterThan(4);
    for (const { Properties } of mappings) expect(Properties['FunctionResponseTypes']).toEqual(['ReportBatchItemFailures']);
    const timeouts = all(FUNCTION).filter((one) => /deliver|consume/.test(nameOf(one))).map(({ Properties }) => Number(Properties['Timeout']));
    for (const { Properties } of ofType(templates.foundation, 'AWS::SQS::Queue').filter((one) => one.Properties['RedrivePolicy'])) {
      expect(Number(Properties['VisibilityTimeout'])).toBeGreaterThanOrEqual(6 * Math.max(...timeouts));
    }
  });

  test('has the time for three questions to a slow authority, as a claim asks, and to say that they were too slow', () => {
    const serving = all(FUNCTION).filter((one) => SERVES.test(nameOf(one)));
    expect(serving.length).toBeGreaterThan(4);
    for (const { Properties } of serving) expect(Number(Properties['Timeout']) * 1000).toBeGreaterThanOrEqual(3 * AUTHORITY_QUESTION_MS + 1_000);
  });

  test('touches its own table, the platform\'s, and others only through windows its porch opens', () => {
    for (const { stack, name, rights } of functionsWithRights()) {
      const windows = stack === 'foundation' ? [] : [...porchesOf(join(__dirname, `../../functions/${stack}`)).matchAll(/from '\.\.\/([\w-]+)\/\1\.public'/g)].map(([, window]) => String(window));
      const touched = rights.flatMap(({ resources }) => resources).flatMap((text) => /table\/henan-health-dev-([\w-]+)/.exec(text)?.[1] ?? []);
      const allowed = [stack, 'sessions', 'idempotency', 'audit', ...windows];
      expect([name, touched.filter((table) => !allowed.includes(table))]).toEqual([name, []]);
      // A hospital's upgrade asks nobody's account.
      if (SERVES.test(name) && name !== 'open-platform-upgrades') expect(touched).toEqual(expect.arrayContaining([stack, ...windows]));
    }
  });

  test('may do with its table all that its slice asks of the store', () => {
    // Only the counter counts tries of staff.
    const elsewhere: Record<string, string> = { 'card-http': 'tries.repository.ts' };
    const serving = SLICES.flatMap((slice) => ['http', 'gateway', 'counter'].map((part) => ({ slice, name: `${slice}-${part}` })));
    const there = functionsWithRights();
    for (const { slice, name } of serving.filter((one) => there.some((other) => other.name === one.name))) {
      const needed = actionsAskedBy(slice, elsewhere[name]);
      const given = actionsOn(there.find((one) => one.name === name)?.rights ?? [], `table/henan-health-dev-${slice}`);
      expect([name, needed.filter((action) => !given.includes(action))]).toEqual([name, []]);
      expect([name, given.filter((action) => !needed.includes(action))]).toEqual([name, []]);
    }
    // The card open platform has both: a gateway for hospitals, routes for residents.
    expect(there.filter(({ name }) => SLICES.some((slice) => [`${slice}-http`, `${slice}-gateway`].includes(name)))).toHaveLength(SLICES.length + 1);
  });

  test('that no resident calls may do with tables and files exactly what its work asks', () => {
    const background = functionsWithRights().filter(({ name }) => !SERVES.test(name));
    expect(Object.fromEntries(background.map(({ name, rights }) => [name, placesOf(rights)]))).toEqual(BACKGROUND);
  });

  test('that residents call may do with files and what is the platform\'s exactly what its slice asks', () => {
    const serving = functionsWithRights().filter(({ name }) => SERVES.test(name));
    const platforms = serving.map(({ stack, name, rights }) => [name, Object.fromEntries(Object.entries(placesOf(rights)).filter(([place]) => PLATFORMS.includes(place) && place !== stack))]);
    expect(Object.fromEntries(platforms)).toEqual(SERVING);
  });

  test('can only add to the audit', () => {
    const audits = functionsWithRights().flatMap(({ rights }) => actionsOn(rights, 'table/henan-health-dev-audit'));
    expect(new Set(audits)).toEqual(new Set(['dynamodb:PutItem']));
  });

  test('opens keys only for the purpose they were sealed for', () => {
    const onKeys = functionsWithRights().flatMap(({ rights }) => rights).filter(({ actions }) => actions.some((action) => action.startsWith('kms:')));
    expect(onKeys.length).toBeGreaterThan(10);
    for (const { condition } of onKeys) expect(Object.keys(at(condition, 'StringEquals') as object)[0]).toMatch(/^kms:EncryptionContext:(purpose|aws:s3:arn)$/);
  });
});

describe('the archives', () => {
  const archives = () => STACKS.flatMap((stack) => archivesOf(NORTH, stack));
  const sourcesIn = (archive: Buffer): readonly string[] => {
    const map = [...filesIn(archive)].find(([path]) => path.endsWith('.map'))?.[1].toString() ?? '{}';
    return (JSON.parse(map) as { sources: string[] }).sources;
  };

  test(`hold a bundle of ${BUNDLE_KB_MAX} KB at most and its source map, nothing else`, () => {
    for (const { name, bytes } of archives()) {
      const files = [...filesIn(bytes)];
      expect([name, files.map(([path]) => path.replace(/^.*\.lambda/, ''))]).toEqual([name, ['.js', '.js.map']]);
      expect([name, Math.ceil((files[0]?.[1].length ?? 0) / 1024) <= BUNDLE_KB_MAX]).toEqual([name, true]);
    }
  });

  test('hold a client of queues or of files only where the role may use it', () => {
    const names = functionsWithRights();
    for (const { name, bytes } of archives()) {
      const { rights = [] } = names.find((one) => one.name === name) ?? {};
      const may = (action: RegExp) => rights.some(({ actions }) => actions.some((one) => action.test(one)));
      const holds = (client: string) => sourcesIn(bytes).some((source) => source.includes(`node_modules/@aws-sdk/${client}/`));
      expect([name, holds('client-dynamodb'), holds('client-sqs'), holds('client-s3')]).toEqual([name, may(/^dynamodb:/), may(/^sqs:SendMessage$/), may(/^s3:/)]);
    }
  });

  test('ship nothing of the local town, the sandboxes and the tests', () => {
    for (const { bytes } of archives()) {
      const sources = sourcesIn(bytes);
      expect(sources.length).toBeGreaterThan(20);
      expect(sources.filter((source) => /functions\/(local|sandbox)\/|(^|\/)tests\/|dynalite/.test(source))).toEqual([]);
    }
  });

  test('and the templates hold no secret', () => {
    const known = [WECHAT_IDS.appSecret, WECHAT_IDS.oaAppSecret, REGISTER_IDS.appSecret, 'BEGIN PRIVATE KEY', 'AKIA'];
    const texts = [...archives().flatMap(({ bytes }) => [...filesIn(bytes).values()].map(String)), ...STACKS.map((stack) => templateText(NORTH, stack))];
    for (const text of texts) expect(known.filter((secret) => text.includes(secret))).toEqual([]);
    for (const lambda of all(FUNCTION)) {
      const variables = Object.entries(at(lambda.Properties, 'Environment', 'Variables') as object).filter(([name]) => /SECRET|KEY_RING/.test(name));
      for (const [, value] of variables) expect(value).toMatch(/^\{\{resolve:ssm:\/henan-health\/dev\/(secrets|key-ring):\d+\}\}$/);
    }
  });
});

describePackagedFunction((stack) => templates[stack]);
