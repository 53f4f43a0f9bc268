import { Duration, RemovalPolicy, Stack } from 'aws-cdk-lib';
import { AnyPrincipal, Effect, PolicyStatement } from 'aws-cdk-lib/aws-iam';
import {
  BlockPublicAccess,
  Bucket,
  BucketEncryption,
  HttpMethods,
  ObjectOwnership,
} from 'aws-cdk-lib/aws-s3';
import { Construct } from 'constructs';
import type { Deployment } from '../deployment.ts';
import { acknowledge } from './acknowledge.ts';

const SHUT = {
  blockPublicAccess: BlockPublicAccess.BLOCK_ALL,
  enforceSSL: true,
  minimumTLSVersion: 1.2,
  removalPolicy: RemovalPolicy.RETAIN,
  versioned: true,
} as const;

/** As long as `uploadTarget` in functions/src/lambda/bucket.ts makes them good for; a test holds the two together. */
const OLDEST_ADDRESS = Duration.minutes(5);

/** Where uploaded workbooks lie, under `T/<tenantId>/`, at first under `U/<tenantId>/`. They hold people's names and numbers: private, and not for ever. */
export class FilesBucket extends Construct {
  readonly bucket: Bucket;

  constructor(scope: Construct, id: string, deployment: Deployment) {
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
        // What was sent and never taken in; the sender has to announce it again after a day.
        {
          id: 'never-taken-in',
          prefix: 'U/',
          expiration: Duration.days(2),
          noncurrentVersionExpiration: Duration.days(1),
        },
        { id: 'unfinished-uploads', abortIncompleteMultipartUploadAfter: Duration.days(2) },
      ],
      // Workbooks are larger than a request to a function may be, so pages send them here, to a signed address.
      cors: [
        {
          allowedMethods: [HttpMethods.PUT],
          allowedOrigins: [siteOrigin(this, deployment)],
          allowedHeaders: ['content-type'],
          maxAge: Duration.hours(1).toSeconds(),
        },
      ],
    });
    this.#shutOldAddresses();
  }

  /** Whatever life a signed address claims, and whoever signed it: the bucket takes none that is older than this. */
  #shutOldAddresses(): void {
    this.bucket.addToResourcePolicy(
      new PolicyStatement({
        effect: Effect.DENY,
        principals: [new AnyPrincipal()],
        actions: ['s3:*'],
        resources: [this.bucket.arnForObjects('*')],
        conditions: {
          StringEquals: { 's3:authType': 'REST-QUERY-STRING' },
          NumericGreaterThan: { 's3:signatureAge': String(OLDEST_ADDRESS.toMilliseconds()) },
        },
      }),
    );
  }
}

/**
 * The pages that may send files. Without a name of its own the site's address is made by a stack that depends on this
 * one, so only its kind can be said; what opens the bucket is the signature, never the page it is sent from.
 */
function siteOrigin(scope: Construct, { partition, region, domain }: Deployment): string {
  if (domain !== undefined) return `https://${domain.name}`;
  if (partition === 'aws') return 'https://*.cloudfront.net';
  return `https://*.execute-api.${region}.${Stack.of(scope).urlSuffix}`;
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
