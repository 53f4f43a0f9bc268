import { PARTED_COLLECTIONS, PUBLIC_COLLECTIONS, tenantPrefix } from '@linli/core/table/names';

/** How much of a community a session reaches: all of it, or what its public pages show. */
export type SessionView = 'whole' | 'public';

/**
 * Where a session may go; what it may do there is said by the tenant role, and a session can never do more than both
 * allow. So there are no lists of actions here that could fall behind, save where a session may do less than the role.
 */
export function sessionPolicy(tenantId: string, view: SessionView, filesBucketArn: string): string {
  const prefix = tenantPrefix(tenantId);
  const statements =
    view === 'whole'
      ? [table('dynamodb:*', [`${prefix}*`]), ...files(tenantId, filesBucketArn), keys('dynamodb.*', 's3.*')]
      : [
          table(
            READS,
            [...PUBLIC_COLLECTIONS, ...PARTED_COLLECTIONS.map((name) => `${name}#*`)].map(
              (partition) => `${prefix}${partition}`,
            ),
          ),
          keys('dynamodb.*'),
        ];
  return JSON.stringify({ Version: '2012-10-17', Statement: statements });
}

const READS = ['dynamodb:GetItem', 'dynamodb:BatchGetItem', 'dynamodb:Query'];

/**
 * `dynamodb:LeadingKeys` is the partition key of the table or of the index that is asked, and both begin with the
 * community's prefix. `ForAllValues` also holds where there is no key (a Scan), hence `Null`.
 */
const table = (Action: string | string[], leadingKeys: string[]) => ({
  Effect: 'Allow',
  Action,
  Resource: '*',
  Condition: {
    'ForAllValues:StringLike': { 'dynamodb:LeadingKeys': leadingKeys },
    Null: { 'dynamodb:LeadingKeys': 'false' },
  },
});

function files(tenantId: string, bucketArn: string) {
  // What was imported, and what was sent and not yet taken in.
  const prefixes = [`T/${tenantId}/*`, `U/${tenantId}/*`];
  return [
    { Effect: 'Allow', Action: 's3:*', Resource: prefixes.map((prefix) => `${bucketArn}/${prefix}`) },
    {
      Effect: 'Allow',
      Action: 's3:ListBucket',
      Resource: bucketArn,
      Condition: { StringLike: { 's3:prefix': prefixes } },
    },
  ];
}

// The table and the bucket are encrypted with keys AWS manages, which only these two services can use.
const keys = (...services: string[]) => ({
  Effect: 'Allow',
  Action: ['kms:Decrypt', 'kms:GenerateDataKey'],
  Resource: '*',
  Condition: { StringLike: { 'kms:ViaService': services } },
});
