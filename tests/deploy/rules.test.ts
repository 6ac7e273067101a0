/** The checkers of the templates catch what they are for: each is given one small stack that is right and then broken in one place. */
import { judge, RULES } from './cfn-guard';
import { complaintsAbout } from './service-spec';
import { Template } from './template';

const statement = (change: object = {}) => ({ Effect: 'Allow', Action: ['dynamodb:GetItem'], Resource: { 'Fn::Sub': 'arn:${AWS::Partition}:dynamodb:x' }, ...change });
const trace = { Effect: 'Allow', Action: ['xray:PutTraceSegments'], Resource: '*' };

function stack() {
  return {
    Table: {
      Type: 'AWS::DynamoDB::Table', DeletionPolicy: 'Retain', UpdateReplacePolicy: 'Retain',
      Properties: {
        KeySchema: [{ AttributeName: 'pk', KeyType: 'HASH' }],
        BillingMode: 'PAY_PER_REQUEST', DeletionProtectionEnabled: true, SSESpecification: { SSEEnabled: true, SSEType: 'KMS' },
        PointInTimeRecoverySpecification: { PointInTimeRecoveryEnabled: true }, TimeToLiveSpecification: { Enabled: true, AttributeName: 'expiresAt' },
      },
    },
    Bucket: {
      Type: 'AWS::S3::Bucket',
      Properties: {
        PublicAccessBlockConfiguration: { BlockPublicAcls: true, BlockPublicPolicy: true, IgnorePublicAcls: true, RestrictPublicBuckets: true },
        BucketEncryption: { ServerSideEncryptionConfiguration: [{ ServerSideEncryptionByDefault: { SSEAlgorithm: 'aws:kms' } }] },
        VersioningConfiguration: { Status: 'Enabled' },
      },
    },
    Queue: { Type: 'AWS::SQS::Queue', Properties: { KmsMasterKeyId: 'alias/aws/sqs', MessageRetentionPeriod: 1209600 } },
    Key: { Type: 'AWS::KMS::Key', DeletionPolicy: 'Retain', Properties: { EnableKeyRotation: true } },
    Log: { Type: 'AWS::Logs::LogGroup', Properties: { RetentionInDays: 180 } },
    Lambda: {
      Type: 'AWS::Lambda::Function',
      Properties: { Code: {}, Role: { 'Fn::GetAtt': ['Role', 'Arn'] }, Runtime: 'nodejs22.x', Architectures: ['arm64'], TracingConfig: { Mode: 'Active' } },
    },
    Role: { Type: 'AWS::IAM::Role', Properties: { AssumeRolePolicyDocument: {}, ManagedPolicyArns: [], Policies: [{ PolicyName: 'own', PolicyDocument: { Statement: [statement(), trace] } }] } },
    Window: { Type: 'AWS::IAM::Policy', Properties: { PolicyName: 'window', PolicyDocument: { Statement: [statement({ Resource: [{ Ref: 'Table' }] })] } } },
    Stage: {
      Type: 'AWS::ApiGatewayV2::Stage',
      Properties: {
        ApiId: 'api', StageName: '$default', DefaultRouteSettings: { ThrottlingRateLimit: 1, ThrottlingBurstLimit: 1 },
        AccessLogSettings: { DestinationArn: { 'Fn::GetAtt': ['Log', 'Arn'] }, Format: '$context.routeKey' },
      },
    },
    Alarm: { Type: 'AWS::CloudWatch::Alarm', Properties: { AlarmActions: [{ Ref: 'Topic' }], TreatMissingData: 'notBreaching', ComparisonOperator: 'GreaterThanThreshold', EvaluationPeriods: 1 } },
  };
}

type Stack = ReturnType<typeof stack>;
type Breaking = (resources: Stack) => void;

const policyOf = ({ Role }: Stack) => Role.Properties.Policies[0]!.PolicyDocument as { Statement: unknown[] };

const BREAKINGS: readonly (readonly [rule: string, how: string, Breaking])[] = [
  ['tables_are_sealed_restorable_and_kept', 'no point-in-time recovery', ({ Table }) => { Table.Properties.PointInTimeRecoverySpecification.PointInTimeRecoveryEnabled = false; }],
  ['tables_are_sealed_restorable_and_kept', 'not encrypted', ({ Table }) => { Table.Properties.SSESpecification.SSEEnabled = false; }],
  ['tables_are_sealed_restorable_and_kept', 'another expiry', ({ Table }) => { Table.Properties.TimeToLiveSpecification.AttributeName = 'ttl'; }],
  ['tables_are_sealed_restorable_and_kept', 'deleted with its stack', ({ Table }) => { Table.DeletionPolicy = 'Delete'; }],
  ['tables_are_sealed_restorable_and_kept', 'not protected', ({ Table }) => { Table.Properties.DeletionProtectionEnabled = false; }],
  ['buckets_are_private_and_sealed', 'public policies allowed', ({ Bucket }) => { Bucket.Properties.PublicAccessBlockConfiguration.BlockPublicPolicy = false; }],
  ['buckets_are_private_and_sealed', 'an open list', ({ Bucket }) => { Object.assign(Bucket.Properties, { AccessControl: 'PublicRead' }); }],
  ['buckets_are_private_and_sealed', 'not versioned', ({ Bucket }) => { Bucket.Properties.VersioningConfiguration.Status = 'Suspended'; }],
  ['queues_are_sealed_and_hold_two_weeks', 'not encrypted', ({ Queue }) => { Object.assign(Queue, { Properties: { MessageRetentionPeriod: 1209600 } }); }],
  ['queues_are_sealed_and_hold_two_weeks', 'a day only', ({ Queue }) => { Queue.Properties.MessageRetentionPeriod = 86_400; }],
  ['keys_rotate_and_are_kept', 'no rotation', ({ Key }) => { Key.Properties.EnableKeyRotation = false; }],
  ['logs_are_kept_for_half_a_year', 'a month only', ({ Log }) => { Log.Properties.RetentionInDays = 30; }],
  ['functions_run_where_we_tested', 'another runtime', ({ Lambda }) => { Lambda.Properties.Runtime = 'nodejs18.x'; }],
  ['functions_run_where_we_tested', 'another processor', ({ Lambda }) => { Lambda.Properties.Architectures = ['x86_64']; }],
  ['rights_are_named', 'any resource', (resources) => { policyOf(resources).Statement = [statement({ Resource: '*' })]; }],
  ['rights_are_named', 'any resource in a list', (resources) => { policyOf(resources).Statement = [statement({ Resource: ['*'] })]; }],
  ['rights_are_named', 'any action of a service', (resources) => { policyOf(resources).Statement = [statement({ Action: ['dynamodb:*'] })]; }],
  ['rights_are_named', 'another right beside the tracing', (resources) => { policyOf(resources).Statement = [{ ...trace, Action: ['xray:PutTraceSegments', 's3:GetObject'] }]; }],
  ['rights_are_named', 'a managed policy', ({ Role }) => { Object.assign(Role.Properties, { ManagedPolicyArns: ['AdministratorAccess'] }); }],
  ['windows_are_named', 'any action', ({ Window }) => { Object.assign(Window.Properties.PolicyDocument, { Statement: [statement({ Action: ['dynamodb:*'], Resource: [{ Ref: 'Table' }] })] }); }],
  ['windows_are_named', 'any resource', ({ Window }) => { Object.assign(Window.Properties.PolicyDocument, { Statement: [statement({ Resource: ['*'] })] }); }],
  ['the_api_is_throttled_and_logged', 'no limit', ({ Stage }) => { Object.assign(Stage.Properties, { DefaultRouteSettings: {} }); }],
  ['the_api_is_throttled_and_logged', 'addresses in the log', ({ Stage }) => { Stage.Properties.AccessLogSettings.Format = '$context.path'; }],
  ['alarms_are_heard', 'nobody is told', ({ Alarm }) => { Alarm.Properties.AlarmActions = []; }],
];

describe('our rules', () => {
  test('hold for a stack that is right', () => {
    expect(judge({ Resources: stack() })).toEqual({ broken: [], kept: [...RULES].sort() });
  });

  test.each(BREAKINGS)('%s: %s', (rule, _how, breaking) => {
    const resources = stack();
    breaking(resources);
    expect(judge({ Resources: resources }).broken).toEqual([rule]);
  });

  test('are each broken at least once here', () => {
    expect(new Set(BREAKINGS.map(([rule]) => rule))).toEqual(new Set(RULES));
  });
});

describe('the list of resource types and properties', () => {
  const complaints = (change: (resources: Stack) => void) => {
    const resources = stack();
    change(resources);
    return complaintsAbout(Template.parse({ Resources: resources, Outputs: {} }));
  };

  test('has nothing against a stack that is right', () => {
    expect(complaints(() => undefined)).toEqual([]);
  });

  test.each<readonly [string, string, Breaking]>([
    ['a type that does not exist', 'Queue: no such type AWS::SQS::Quue', ({ Queue }) => { Queue.Type = 'AWS::SQS::Quue'; }],
    ['a property that does not exist', 'Queue: no such property VisibilityTimeOut', ({ Queue }) => { Object.assign(Queue.Properties, { VisibilityTimeOut: 1 }); }],
    ['an inner property that does not exist', 'Table.SSESpecification: no such property Type', ({ Table }) => { Object.assign(Table.Properties.SSESpecification, { Type: 'KMS' }); }],
    ['a property that is missing', 'Stage: lacks ApiId', ({ Stage }) => { Object.assign(Stage.Properties, { ApiId: undefined }); }],
    ['a value of another kind', 'Queue.MessageRetentionPeriod: not a integer', ({ Queue }) => { Object.assign(Queue.Properties, { MessageRetentionPeriod: 'long' }); }],
    ['a value that is no list', 'Lambda.Architectures: not of kind array', ({ Lambda }) => { Object.assign(Lambda.Properties, { Architectures: 'arm64' }); }],
  ])('catches %s', (_what, complaint, breaking) => {
    expect(complaints(breaking)).toContain(complaint);
  });
});
