import { bound } from './environment.ts';

/**
 * Lets a page send files to the bucket (`uploadTarget` in bucket.ts): the site is built before the bucket has a name,
 * so its content security policy knows only its own address.
 */
export function allowUploads(page: Response): Response {
  const policy = page.headers.get('content-security-policy');
  if (policy === null) return page;
  const wider = policy.replace("connect-src 'self'", `connect-src 'self' ${bucketOrigin()}`);
  page.headers.set('content-security-policy', wider);
  return page;
}

/** The address S3's client signs for: `arn:<partition>:s3:::<bucket>` in the region of this function. */
function bucketOrigin(): string {
  const [, partition, , , , bucket] = bound('FILES_BUCKET_ARN').split(':');
  const suffix = partition === 'aws-cn' ? 'amazonaws.com.cn' : 'amazonaws.com';
  return `https://${bucket}.s3.${bound('AWS_REGION')}.${suffix}`;
}
