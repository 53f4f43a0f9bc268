import { randomUUID } from 'node:crypto';
import { CreateTableCommand, type CreateTableCommandInput } from '@aws-sdk/client-dynamodb';
import { PutCommand } from '@aws-sdk/lib-dynamodb';
import { localDocumentClient } from '@linli/core/table';
import { Communities } from '@linli/core/tenancy';
import type { LambdaName } from '../../../infra/src/bundles.ts';
import { startEngine } from '../../support/engine.ts';
import { OWN_KEY, openDesk } from './access-desk.ts';
import { openBucketStand } from './bucket-stand.ts';
import { builtBundles } from './bundles.ts';
import { environmentOf, LambdaProcess } from './lambda-process.ts';
import { type Resource, type Synthesis, synthesise } from './synthesis.ts';

export const ORIGIN = 'https://linli.example';

/**
 * A synthesised stack as far as this machine can stand in for AWS: its bundles with the variables it binds, its table in
 * the local engine behind a desk that enforces the roles, a bucket.
 */
export async function openDeployment() {
  await builtBundles();
  const synthesis = synthesise('china');
  const engine = await startEngine();
  const [desk, bucket] = await Promise.all([openDesk(engine.endpoint, 'D#main#'), openBucketStand()]);
  const client = localDocumentClient(engine.endpoint);
  const tableName = `linli-${randomUUID()}`;
  await client.send(new CreateTableCommand(tableOf(synthesis, tableName)));
  const running: LambdaProcess[] = [];

  return {
    client,
    desk,
    tableName,

    /** A container with the variables the stack binds, and those that Lambda itself sets. */
    start(name: LambdaName): LambdaProcess {
      const bound = environmentOf(synthesis, name, {
        TABLE_NAME: tableName,
        DISTRICT_ID: 'main',
        TENANT_ROLE_ARN: 'arn:aws-cn:iam::111111111111:role/tenant',
        FILES_BUCKET_ARN: 'arn:aws-cn:s3:::files',
        ID_NUMBERS_KEY_ARN: 'arn:aws-cn:kms:cn-north-1:111111111111:key/id-numbers',
        JOBS_QUEUE_URL: `${desk.endpoint}/111111111111/jobs`,
        AUTH_SECRET: 'x'.repeat(64),
        ORIGIN,
      });
      const lambda = new LambdaProcess(name, {
        ...bound,
        AWS_REGION: 'cn-north-1',
        AWS_ACCESS_KEY_ID: OWN_KEY,
        AWS_SECRET_ACCESS_KEY: 'secret',
        AWS_ENDPOINT_URL_DYNAMODB: desk.endpoint,
        AWS_ENDPOINT_URL_STS: desk.endpoint,
        AWS_ENDPOINT_URL_S3: bucket.endpoint,
      });
      running.push(lambda);
      return lambda;
    },

    /** A live community, as its onboarding leaves it. */
    async addCommunity(community: { slug: string; tenantId: string; modules: readonly string[] }) {
      const { Item } = Communities.create({
        ...community,
        modules: [...community.modules] as never,
        districtId: 'main',
        name: '东环路社区',
        language: 'zh-CN',
        state: 'live',
        steps: [],
        createdAt: '2019-04-30T00:00:00.000Z',
        createdBy: 'system',
        key: 'key',
        asked: 'asked',
      }).params({ table: tableName }) as { Item: Record<string, unknown> };
      await client.send(new PutCommand({ TableName: tableName, Item }));
    },

    async stop() {
      for (const one of running) one.stop();
      desk.stop();
      bucket.stop();
      await engine.stop();
    },
  };
}

export type LocalDeployment = Awaited<ReturnType<typeof openDeployment>>;

/** The very properties CloudFormation would create the table from, less what no engine on this machine knows. */
function tableOf({ all }: Synthesis, tableName: string): CreateTableCommandInput {
  const [{ Properties }] = all('AWS::DynamoDB::Table') as [Resource];
  const { KeySchema, AttributeDefinitions, GlobalSecondaryIndexes, BillingMode, StreamSpecification } =
    Properties as Record<string, object>;
  return {
    TableName: tableName,
    KeySchema,
    AttributeDefinitions,
    GlobalSecondaryIndexes,
    BillingMode,
    StreamSpecification: { StreamEnabled: true, ...StreamSpecification },
  } as unknown as CreateTableCommandInput;
}
