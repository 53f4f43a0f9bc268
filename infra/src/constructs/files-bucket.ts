import { Duration, RemovalPolicy } from 'aws-cdk-lib';
import { BlockPublicAccess, Bucket, BucketEncryption, ObjectOwnership } from 'aws-cdk-lib/aws-s3';
import { Construct } from 'constructs';
import { acknowledge } from './acknowledge.ts';

const SHUT = {
  blockPublicAccess: BlockPublicAccess.BLOCK_ALL,
  enforceSSL: true,
  minimumTLSVersion: 1.2,
  removalPolicy: RemovalPolicy.RETAIN,
  versioned: true,
} as const;

/** Where uploaded workbooks lie, under `T/<tenantId>/`. They hold people's names and numbers: private, and not for ever. */
export class FilesBucket extends Construct {
  readonly bucket: Bucket;

  constructor(scope: Construct, id: string) {
    super(scope, id);
    this.bucket = new Bucket(this, 'Bucket', {
      ...SHUT,
      encryption: BucketEncryption.KMS_MANAGED,
      bucketKeyEnabled: true,
      serverAccessLogsBucket: accessLogsBucket(this),
      lifecycleRules: [
        // What was imported is in the table. The workbook is kept long enough to be mended, sent again or undone.
        {
          id: 'imports',
          prefix: 'T/',
          expiration: Duration.days(400),
          noncurrentVersionExpiration: Duration.days(30),
        },
        { id: 'unfinished-uploads', abortIncompleteMultipartUploadAfter: Duration.days(2) },
      ],
    });
  }
}

/** Who read what, kept as long as every other log. */
export function accessLogsBucket(
  scope: Construct,
  ownership = ObjectOwnership.BUCKET_OWNER_ENFORCED,
): Bucket {
  const bucket = new Bucket(scope, 'AccessLogs', {
    ...SHUT,
    versioned: false,
    objectOwnership: ownership,
    encryption: BucketEncryption.S3_MANAGED,
    lifecycleRules: [{ id: 'a-year', expiration: Duration.days(365) }],
  });
  acknowledge(
    bucket,
    'AwsSolutions-S1',
    'This bucket receives access logs; logging its own access would never end.',
  );
  return bucket;
}
