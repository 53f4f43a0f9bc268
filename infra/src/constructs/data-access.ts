import { districtPrefix, TABLE } from '@linli/core/table/names';
import { Duration, Stack, Tags } from 'aws-cdk-lib';
import type { Table } from 'aws-cdk-lib/aws-dynamodb';
import { AccountPrincipal, PolicyStatement, Role } from 'aws-cdk-lib/aws-iam';
import type { Bucket, CfnBucket } from 'aws-cdk-lib/aws-s3';
import { Construct } from 'constructs';
import { acknowledge } from './acknowledge.ts';
import type { LinliFunction } from './linli-function.ts';

/** What `Table` in core sends, and nothing else: no Scan, and no PartiQL but the insert that imports use. */
export const TABLE_ACTIONS = [
  'GetItem',
  'BatchGetItem',
  'Query',
  'PutItem',
  'UpdateItem',
  'DeleteItem',
  'ConditionCheckItem',
  'PartiQLInsert',
].map((name) => `dynamodb:${name}`);

/** The communities' files: what was imported, and what was sent and not yet taken in. */
const FILE_PREFIXES = ['T/*', 'U/*'];

const MAY_ACT_FOR_TENANTS = { key: 'linli-acts-for', value: 'tenants' };

/**
 * Two ways to the data and no third. A community's items and files: only by taking the tenant role, narrowed to that
 * one community by the session policy in functions/src/lambda/tenant-credentials.ts. The control plane: the function's
 * own role, held to the district's keys here.
 */
export class DataAccess extends Construct {
  readonly #table: Table;
  readonly #files: Bucket;
  readonly #tenantRole: Role;

  constructor(scope: Construct, id: string, table: Table, files: Bucket) {
    super(scope, id);
    this.#table = table;
    this.#files = files;
    this.#tenantRole = new Role(this, 'TenantRole', {
      // Named by tag, not one by one: the functions' stacks depend on this one and cannot be named in it.
      assumedBy: new AccountPrincipal(Stack.of(this).account).withConditions({
        StringEquals: { [`aws:PrincipalTag/${MAY_ACT_FOR_TENANTS.key}`]: MAY_ACT_FOR_TENANTS.value },
      }),
      maxSessionDuration: Duration.hours(1),
    });
    // Even without a session policy this role cannot reach the control plane.
    this.#tenantRole.addToPolicy(this.#tableWithin('T#*'));
    this.#tenantRole.addToPolicy(
      new PolicyStatement({
        actions: ['s3:GetObject', 's3:PutObject', 's3:DeleteObject'],
        resources: FILE_PREFIXES.map((prefix) => files.arnForObjects(prefix)),
      }),
    );
    this.#tenantRole.addToPolicy(
      new PolicyStatement({
        actions: ['s3:ListBucket'],
        resources: [files.bucketArn],
        conditions: { StringLike: { 's3:prefix': FILE_PREFIXES } },
      }),
    );
    const bucketId = Stack.of(files).getLogicalId(files.node.defaultChild as CfnBucket);
    for (const prefix of FILE_PREFIXES)
      acknowledge(
        this.#tenantRole,
        `AwsSolutions-IAM5[Resource::<${bucketId}.Arn>/${prefix}]`,
        "A bucket's objects can only be named by a pattern. It ends at the communities' own prefix, the actions are " +
          'exact, and the session policy narrows it to one community.',
      );
  }

  allowTenants(fn: LinliFunction): void {
    Tags.of(fn.role).add(MAY_ACT_FOR_TENANTS.key, MAY_ACT_FOR_TENANTS.value);
    fn.bind(
      {
        TABLE_NAME: this.#table.tableName,
        TENANT_ROLE_ARN: this.#tenantRole.roleArn,
        FILES_BUCKET_ARN: this.#files.bucketArn,
      },
      new PolicyStatement({ actions: ['sts:AssumeRole'], resources: [this.#tenantRole.roleArn] }),
    );
  }

  allowDistrict(fn: LinliFunction, districtId: string): void {
    fn.bind(
      { TABLE_NAME: this.#table.tableName, DISTRICT_ID: districtId },
      this.#tableWithin(`${districtPrefix(districtId)}*`),
    );
  }

  // `ForAllValues` also holds when there is no key at all, so a request without one is shut out by `Null`. On an
  // index the leading key is the index's own partition key, which begins with the same words.
  #tableWithin(pattern: string): PolicyStatement {
    const { tableArn } = this.#table;
    return new PolicyStatement({
      actions: TABLE_ACTIONS,
      resources: [tableArn, ...TABLE.indexes.map(({ name }) => `${tableArn}/index/${name}`)],
      conditions: {
        'ForAllValues:StringLike': { 'dynamodb:LeadingKeys': [pattern] },
        Null: { 'dynamodb:LeadingKeys': 'false' },
      },
    });
  }
}
