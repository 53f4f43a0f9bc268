import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { createTableInput } from '@linli/core/table';
import { beforeAll, describe, expect, test } from 'vitest';
import { EDGE_HEADER } from '../../functions/src/lambda/client-address.ts';
import { LAMBDAS, ROOT } from '../../infra/src/bundles.ts';
import { builtBundles } from './support/bundles.ts';
import { type Resource, type Synthesis, synthesise } from './support/synthesis.ts';

let syntheses: Record<'aws' | 'aws-cn', Synthesis>;

beforeAll(async () => {
  await builtBundles();
  syntheses = { aws: synthesise('global'), 'aws-cn': synthesise('china') };
});

describe.each(['aws', 'aws-cn'] as const)('in partition %s', (partition) => {
  const stacks = () => syntheses[partition];

  test('the table can be brought back to any second of five weeks, and is not deleted by mistake', () => {
    const [table, ...others] = stacks().all('AWS::DynamoDB::Table') as [Resource, ...Resource[]];

    expect(others).toEqual([]);
    expect(table.Properties['PointInTimeRecoverySpecification']).toEqual({
      PointInTimeRecoveryEnabled: true,
      RecoveryPeriodInDays: 35,
    });
    expect(table.Properties['DeletionProtectionEnabled']).toBe(true);
    expect([table.DeletionPolicy, table.UpdateReplacePolicy]).toEqual(['Retain', 'Retain']);
    expect(table.Properties['SSESpecification']).toEqual({ SSEEnabled: true });
  });

  test('the key of ID numbers turns over every year, outlives the stack, and opens only for a named community', () => {
    const keys = stacks()
      .all('AWS::KMS::Key')
      .filter(({ Properties }) => String(Properties['Description']).includes('ID numbers'));
    const [key] = keys as [Resource];
    const grants = stacks()
      .all('AWS::IAM::Policy')
      .flatMap((policy) => statementsOf(policy))
      .filter(({ Action }) => [Action].flat().some((action) => action.startsWith('kms:')));

    expect(keys).toHaveLength(1);
    expect(key.Properties['EnableKeyRotation']).toBe(true);
    expect([key.DeletionPolicy, key.UpdateReplacePolicy]).toEqual(['Retain', 'Retain']);
    // api, web and jobs; sign-in and the stream never see an ID number.
    expect(grants).toHaveLength(3);
    for (const { Action, Condition } of grants) {
      expect(Action).toEqual(['kms:Decrypt', 'kms:Encrypt']);
      expect(Condition).toEqual({
        'ForAllValues:StringEquals': { 'kms:EncryptionContextKeys': ['tenantId'] },
        Null: { 'kms:EncryptionContext:tenantId': 'false' },
      });
    }
  });

  test('the table is the one that one machine creates', () => {
    const [table] = stacks().all('AWS::DynamoDB::Table') as [Resource];
    const local = createTableInput('any');

    for (const part of ['KeySchema', 'GlobalSecondaryIndexes', 'BillingMode'] as const)
      expect(table.Properties[part]).toEqual(local[part]);
    expect(table.Properties['AttributeDefinitions']).toEqual(local.AttributeDefinitions);
    expect(table.Properties['StreamSpecification']).toEqual({
      StreamViewType: local.StreamSpecification?.StreamViewType,
    });
    expect(table.Properties['TimeToLiveSpecification']).toEqual({
      AttributeName: 'expiresAt',
      Enabled: true,
    });
  });

  test('every bucket is private, encrypted, kept, and refuses what is not TLS', () => {
    const buckets = stacks().all('AWS::S3::Bucket');
    const policies = stacks().all('AWS::S3::BucketPolicy');

    expect(buckets.length).toBeGreaterThanOrEqual(2);
    expect(policies).toHaveLength(buckets.length);
    for (const bucket of buckets) {
      expect(bucket.Properties['PublicAccessBlockConfiguration']).toEqual({
        BlockPublicAcls: true,
        BlockPublicPolicy: true,
        IgnorePublicAcls: true,
        RestrictPublicBuckets: true,
      });
      expect(bucket.Properties['BucketEncryption']).toBeDefined();
      expect(bucket.DeletionPolicy).toBe('Retain');
    }
    for (const policy of policies) {
      expect(statementsOf(policy)).toContainEqual(
        expect.objectContaining({
          Effect: 'Deny',
          Action: 's3:*',
          Condition: { Bool: { 'aws:SecureTransport': 'false' } },
        }),
      );
    }
  });

  test('uploaded workbooks are versioned and do not lie about for ever', () => {
    const files = stacks()
      .all('AWS::S3::Bucket')
      .find(({ Properties }) => Properties['VersioningConfiguration'] !== undefined);

    expect(files?.Properties['VersioningConfiguration']).toEqual({ Status: 'Enabled' });
    expect(files?.Properties['LifecycleConfiguration']).toEqual({
      Rules: expect.arrayContaining([
        expect.objectContaining({ Prefix: 'T/', ExpirationInDays: 400, Status: 'Enabled' }),
        // Sent and never taken in.
        expect.objectContaining({ Prefix: 'U/', ExpirationInDays: 2, Status: 'Enabled' }),
      ]),
    });
  });

  test('whoever watches from outside is answered by the api function', () => {
    const routes = stacks().all('AWS::ApiGatewayV2::Route');
    const keys = routes.map(({ Properties }) => Properties['RouteKey']).sort();
    const answering = (key: string) => {
      const route = routes.find(({ Properties }) => Properties['RouteKey'] === key);
      const [, integration] = /"Ref":"(\w+)"/.exec(JSON.stringify(route?.Properties['Target'])) ?? [];
      const found = stacks()
        .all('AWS::ApiGatewayV2::Integration')
        .find(({ logicalId }) => logicalId === integration);
      return found?.Properties['IntegrationUri'];
    };

    expect(keys).toEqual([
      '$default',
      'ANY /api/{proxy+}',
      'ANY /auth/{proxy+}',
      'GET /healthz',
      'GET /readyz',
    ]);
    for (const key of ['GET /healthz', 'GET /readyz']) {
      expect(answering(key)).toBeDefined();
      expect(answering(key)).toEqual(answering('ANY /api/{proxy+}'));
    }
  });

  test('no permission names its actions by a pattern, and none may scan the table', () => {
    const actions = allowedIn(stacks()).flatMap(({ Action }) => [Action].flat());

    expect(actions.length).toBeGreaterThan(20);
    expect(actions.filter((action) => action.includes('*'))).toEqual([]);
    expect(actions.filter((action) => /Scan|PartiQL(Select|Update|Delete)|DeleteTable/.test(action))).toEqual(
      [],
    );
  });

  test('whoever may touch items of the table may do so only within named keys', () => {
    const onItems = allowedIn(stacks()).filter(({ Action }) => [Action].flat().includes('dynamodb:GetItem'));

    const patterns = onItems.map(
      ({ Condition }) => Condition?.['ForAllValues:StringLike']?.['dynamodb:LeadingKeys'],
    );
    // The tenant role, and the control plane for api, auth, jobs, stream (it anchors the audit trail) and web.
    expect(patterns.map(String).sort()).toEqual([...Array(5).fill('D#main#*'), 'T#*']);
    for (const { Condition } of onItems)
      expect(Condition?.['Null']).toEqual({ 'dynamodb:LeadingKeys': 'false' });
  });

  test('only the functions that act for communities may take the tenant role', () => {
    const roles = stacks().all('AWS::IAM::Role');
    const tagged = roles.filter(({ Properties }) =>
      JSON.stringify(Properties['Tags'] ?? []).includes('linli-acts-for'),
    );
    const assumers = allowedIn(stacks()).filter(({ Action }) => Action === 'sts:AssumeRole');
    const trusting = roles.filter(({ Properties }) =>
      JSON.stringify(Properties['AssumeRolePolicyDocument']).includes('aws:PrincipalTag/linli-acts-for'),
    );

    expect([tagged.length, assumers.length, trusting.length]).toEqual([4, 4, 1]);
  });

  test('all five Lambdas run on Node 24 and log to a group that is kept for at least six months', () => {
    const functions = stacks().all('AWS::Lambda::Function');
    const groups = stacks().all('AWS::Logs::LogGroup');

    expect(functions).toHaveLength(LAMBDAS.length);
    for (const { Properties } of functions) {
      expect(Properties['Runtime']).toBe('nodejs24.x');
      expect(Properties['LoggingConfig']).toEqual({
        LogFormat: 'JSON',
        LogGroup: { Ref: expect.anything() },
      });
    }
    expect(groups).toHaveLength(LAMBDAS.length + 1);
    for (const group of groups) {
      // Six calendar months have up to 184 days.
      expect(group.Properties['RetentionInDays']).toBeGreaterThanOrEqual(184);
      expect(group.DeletionPolicy).toBe('Retain');
    }
  });

  test('the stream is read in order, a bad batch is halved, and what cannot be counted is set aside', () => {
    const mapping = stacks()
      .all('AWS::Lambda::EventSourceMapping')
      .find(({ Properties }) => Properties['ParallelizationFactor'] !== undefined);

    expect(mapping?.Properties).toMatchObject({
      BisectBatchOnFunctionError: true,
      ParallelizationFactor: 1,
      StartingPosition: 'TRIM_HORIZON',
      TumblingWindowInSeconds: 60,
      FunctionResponseTypes: ['ReportBatchItemFailures'],
      DestinationConfig: { OnFailure: { Destination: expect.anything() } },
    });
    expect(mapping?.Properties['MaximumRetryAttempts']).toBeGreaterThan(0);
  });

  test('the clock asks for a round of every community each hour, in the line of jobs', () => {
    const [rule, ...others] = stacks().all('AWS::Events::Rule');

    expect(others).toEqual([]);
    expect(rule?.Properties).toMatchObject({
      ScheduleExpression: 'rate(1 hour)',
      State: 'ENABLED',
      Targets: [
        {
          Input: JSON.stringify({ round: true }),
          Arn: { 'Fn::GetAtt': [expect.stringMatching(/JobsQueue/), 'Arn'] },
        },
      ],
    });
  });

  test('a job that fails is tried again and then set aside, where an alarm sounds', () => {
    const [queue, ...others] = stacks()
      .all('AWS::SQS::Queue')
      .filter(({ Properties }) => Properties['RedrivePolicy'] !== undefined);

    expect(others).toEqual([]);
    expect(queue?.Properties['RedrivePolicy']).toMatchObject({ maxReceiveCount: 5 });
    expect(idsOf(stacks().all('AWS::CloudWatch::Alarm'))).toEqual(
      expect.arrayContaining(['JobsLeftOver', 'StreamLeftOver']),
    );
  });

  test('every alarm says what happened, who notices and what to do first, and the runbook has a chapter for it', () => {
    const alarms = stacks().all('AWS::CloudWatch::Alarm');
    const runbook = readFileSync(join(ROOT, 'docs/operations/alarms.md'), 'utf8');
    const chapters = [...runbook.matchAll(/^### (\w+)$/gm)].map(([, id]) => id);

    for (const { Properties } of alarms) {
      expect(Properties['AlarmDescription']).toMatch(
        /^What happened: .{20,}\nWho notices: .{20,}\nDo first: .{20,}\nRunbook: /,
      );
      expect(String(Properties['AlarmDescription']).length).toBeLessThanOrEqual(1024);
      expect(Properties['AlarmActions']).toHaveLength(1);
    }
    expect(idsOf(alarms).sort()).toEqual(chapters.sort());
  });

  test('each Lambda has its alarms, and so have the table, the gateway, the stream and both dead-letter queues', () => {
    const ids = idsOf(stacks().all('AWS::CloudWatch::Alarm'));

    for (const name of ['Api', 'Auth', 'Web', 'Stream', 'Jobs'])
      expect(ids).toEqual(expect.arrayContaining([`${name}Failing`, `${name}Throttled`, `${name}Slow`]));
    expect(ids).toEqual(
      expect.arrayContaining(['TableThrottled', 'TableFailing', 'HttpFailing', 'HttpSlow', 'StreamBehind']),
    );
  });

  test('nothing is used that China lacks', () => {
    expect(stacks().text).not.toMatch(/AWS::Cognito|AWS::Lambda::Url|cognito-idp|"Protocol":"sms"/);
  });

  test('no ARN is written for one partition only', () => {
    expect(stacks().text).not.toMatch(/arn:aws(-cn)?:/);
  });

  test('cdk-nag finds nothing that nobody has answered for', () => {
    expect(stacks().findings).toEqual([]);
  });
});

test('China has no edge and no budget; the world has both', () => {
  const kinds = (synthesis: Synthesis) =>
    ['AWS::CloudFront::Distribution', 'AWS::Budgets::Budget'].map((type) => synthesis.all(type).length);

  expect([kinds(syntheses.aws), kinds(syntheses['aws-cn'])]).toEqual([
    [1, 1],
    [0, 0],
  ]);
});

test('the edge marks what it passes on, and the functions that ask for addresses know the mark; China has neither', () => {
  const marks = (synthesis: Synthesis) =>
    synthesis.all('AWS::CloudFront::Distribution').flatMap(({ Properties }) => {
      const { Origins } = Properties['DistributionConfig'] as {
        Origins: { OriginCustomHeaders: { HeaderName: string; HeaderValue: unknown }[] }[];
      };
      return Origins.flatMap(({ OriginCustomHeaders }) => OriginCustomHeaders);
    });
  const knowing = (synthesis: Synthesis) =>
    synthesis
      .all('AWS::Lambda::Function')
      .filter(({ Properties }) => JSON.stringify(Properties['Environment']).includes('EDGE_SECRET'))
      .map(({ logicalId }) => /^[A-Z][a-z]+(?=Function)/.exec(logicalId)?.[0])
      .sort();

  const [mark, ...others] = marks(syntheses.aws);
  expect([mark?.HeaderName, others]).toEqual([EDGE_HEADER, []]);
  expect(JSON.stringify(mark?.HeaderValue)).toContain('{{resolve:secretsmanager:');
  expect(knowing(syntheses.aws)).toEqual(['Api', 'Auth', 'Web']);
  expect([marks(syntheses['aws-cn']), knowing(syntheses['aws-cn'])]).toEqual([[], []]);
});

test('a name of its own is answered with its certificate, at TLS 1.2 or better, and is the origin of the site', () => {
  const domain = (region: string, partition: string) => ({
    domain: { name: 'linli.example', certificateArn: `arn:${partition}:acm:${region}:1:certificate/1` },
  });
  const world = synthesise('global', domain('us-east-1', 'aws'));
  const china = synthesise('china', domain('cn-north-1', 'aws-cn'));

  expect(JSON.stringify(world.all('AWS::CloudFront::Distribution'))).toContain('TLSv1.2_2021');
  expect(china.all('AWS::ApiGatewayV2::DomainName')).toHaveLength(1);
  for (const { text } of [world, china]) expect(text).toContain('"ORIGIN":"https://linli.example"');
});

test('an alarm without a listener is possible, one with a listener sends e-mail', () => {
  const listening = synthesise('china', { alarmEmail: 'ops@linli.example' });

  expect(syntheses['aws-cn'].all('AWS::SNS::Subscription')).toEqual([]);
  expect(listening.all('AWS::SNS::Subscription').map(({ Properties }) => Properties['Protocol'])).toEqual([
    'email',
  ]);
});

type Statement = {
  Effect: string;
  Action: string | string[];
  Condition?: Record<string, Record<string, unknown>>;
};

const statementsOf = ({ Properties }: Resource) =>
  (Properties['PolicyDocument'] as { Statement: Statement[] }).Statement;

const allowedIn = (synthesis: Synthesis) =>
  synthesis
    .all('AWS::IAM::Policy')
    .flatMap(statementsOf)
    .filter(({ Effect }) => Effect === 'Allow');

const idsOf = (alarms: Resource[]) =>
  alarms.map(
    ({ Properties }) => /alarms\.md, (\w+)$/.exec(String(Properties['AlarmDescription']))?.[1] ?? '',
  );
