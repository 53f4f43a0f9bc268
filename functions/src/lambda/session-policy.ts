import { tenantPrefix } from '@linli/core/table/names';

/**
 * Where a session may go; what it may do there is said by the tenant role, and a session can never do more than both
 * allow. So there are no lists of actions here that could fall behind.
 *
 * `dynamodb:LeadingKeys` is the partition key of the table or of the index that is asked, and both begin with the
 * community's prefix. `ForAllValues` also holds where there is no key (a Scan), hence `Null`.
 */
export function sessionPolicy(tenantId: string, filesBucketArn: string): string {
  // `*` and `?` in it would open other communities' doors.
  if (!/^[a-z0-9_]+$/.test(tenantId)) throw new Error(`Not a tenant id: ${tenantId}`);
  // What was imported, and what was sent and not yet taken in.
  const filePrefixes = [`T/${tenantId}/*`, `U/${tenantId}/*`];
  return JSON.stringify({
    Version: '2012-10-17',
    Statement: [
      {
        Effect: 'Allow',
        Action: 'dynamodb:*',
        Resource: '*',
        Condition: {
          'ForAllValues:StringLike': { 'dynamodb:LeadingKeys': [`${tenantPrefix(tenantId)}*`] },
          Null: { 'dynamodb:LeadingKeys': 'false' },
        },
      },
      {
        Effect: 'Allow',
        Action: 's3:*',
        Resource: filePrefixes.map((prefix) => `${filesBucketArn}/${prefix}`),
      },
      {
        Effect: 'Allow',
        Action: 's3:ListBucket',
        Resource: filesBucketArn,
        Condition: { StringLike: { 's3:prefix': filePrefixes } },
      },
      // The table and the bucket are encrypted with keys AWS manages, which only these two services can use.
      {
        Effect: 'Allow',
        Action: ['kms:Decrypt', 'kms:GenerateDataKey'],
        Resource: '*',
        Condition: { StringLike: { 'kms:ViaService': ['dynamodb.*', 's3.*'] } },
      },
    ],
  });
}
