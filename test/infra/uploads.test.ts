import { UPLOAD_LIFE_SECONDS } from '@linli/core/importing';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { type Desk, OWN_KEY, openDesk } from './support/access-desk.ts';
import { builtBundles } from './support/bundles.ts';
import { type Resource, type Synthesis, synthesise } from './support/synthesis.ts';

describe('the address for an upload', () => {
  const NOW = '2019-05-10T02:00:00.000Z';
  let desk: Desk;
  let address: (key: string, bytes: number) => Promise<URL>;

  beforeAll(async () => {
    desk = await openDesk('http://127.0.0.1:9', 'D#main#');
    Object.assign(process.env, {
      AWS_REGION: 'cn-north-1',
      AWS_ACCESS_KEY_ID: OWN_KEY,
      AWS_SECRET_ACCESS_KEY: 'secret',
      AWS_ENDPOINT_URL_STS: desk.endpoint,
      TENANT_ROLE_ARN: 'arn:aws-cn:iam::1:role/tenant',
      FILES_BUCKET_ARN: 'arn:aws-cn:s3:::files',
      ID_NUMBERS_KEY_ARN: 'arn:aws-cn:kms:cn-north-1:111111111111:key/id-numbers',
    });
    const { bucketFiles } = await import('../../functions/src/lambda/files.ts');
    const files = bucketFiles();
    address = async (key, bytes) => new URL((await files.uploadTarget(key, { bytes, now: NOW })).url);
  });
  afterAll(() => desk.stop());
  beforeEach(() => desk.taken.splice(0));

  test('is of one key in the bucket, for five minutes', async () => {
    const url = await address('U/tnt_1/upl_1', 1000);

    expect(url.origin).toBe('https://files.s3.cn-north-1.amazonaws.com.cn');
    expect(url.pathname).toBe('/U/tnt_1/upl_1');
    expect(Object.fromEntries(url.searchParams)).toMatchObject({
      'X-Amz-Date': '20190510T020000Z',
      'X-Amz-Expires': '300',
    });
  });

  test('holds for the announced length only, because the length is signed', async () => {
    const [one, other] = await Promise.all([address('U/tnt_1/upl_1', 1000), address('U/tnt_1/upl_1', 1001)]);
    const signatureOf = ({ searchParams }: URL) => searchParams.get('X-Amz-Signature');

    expect(one.searchParams.get('X-Amz-SignedHeaders')).toBe('content-length;host');
    expect(signatureOf(one)).not.toBe(signatureOf(other));
  });

  test('does not ask for the checksum of a content that nobody had when it was signed', async () => {
    const { search } = await address('U/tnt_1/upl_1', 1000);

    expect(search).not.toMatch(/checksum/i);
    expect(search).toContain('X-Amz-Content-Sha256=UNSIGNED-PAYLOAD');
  });

  test("is signed with that community's credentials, which reach no other", async () => {
    const url = await address('U/tnt_2/upl_1', 1000);
    const [signer] = (url.searchParams.get('X-Amz-Credential') ?? '').split('/');

    expect(desk.taken).toEqual([expect.objectContaining({ session: 'tnt_2.whole', accessKeyId: signer })]);
    expect(url.searchParams.get('X-Amz-Security-Token')).toBe('token');
    await expect(address('imports/imp_1', 1)).rejects.toThrow('Not a community');
  });
});

describe('the bucket', () => {
  let syntheses: Record<'aws' | 'aws-cn' | 'named', Synthesis>;

  beforeAll(async () => {
    await builtBundles();
    const domain = { name: 'linli.example', certificateArn: 'arn:aws-cn:acm:cn-north-1:1:certificate/1' };
    syntheses = {
      aws: synthesise('global'),
      'aws-cn': synthesise('china'),
      named: synthesise('china', { domain }),
    };
  });

  type Rule = { AllowedOrigins: unknown[] };

  const openToPages = ({ all }: Synthesis) =>
    all('AWS::S3::Bucket').filter(({ Properties }) => Properties['CorsConfiguration'] !== undefined);

  test.each([
    ['named', /^"https:\/\/linli\.example"$/],
    ['aws', /^"https:\/\/\*\.cloudfront\.net"$/],
    ['aws-cn', /"https:\/\/\*\.execute-api\.cn-north-1\."/],
  ] as const)('takes a PUT from pages of the site (%s) and nothing else from any', (which, origin) => {
    const [bucket, ...others] = openToPages(syntheses[which]) as [Resource];
    const { CorsRules } = bucket.Properties['CorsConfiguration'] as { CorsRules: [Rule] };

    expect(others).toEqual([]);
    expect(bucket.Properties['VersioningConfiguration']).toBeDefined();
    expect(CorsRules).toEqual([
      {
        AllowedMethods: ['PUT'],
        AllowedHeaders: ['content-type'],
        AllowedOrigins: [expect.anything()],
        MaxAge: 3600,
      },
    ]);
    expect(JSON.stringify(CorsRules[0].AllowedOrigins[0])).toMatch(origin);
  });

  test('shuts every signed address that is older than ours ever are', () => {
    const denied = syntheses.aws
      .all('AWS::S3::BucketPolicy')
      .flatMap(({ Properties }) => (Properties['PolicyDocument'] as { Statement: object[] }).Statement);

    expect(denied).toContainEqual(
      expect.objectContaining({
        Effect: 'Deny',
        Principal: { AWS: '*' },
        Action: 's3:*',
        Condition: {
          StringEquals: { 's3:authType': 'REST-QUERY-STRING' },
          NumericGreaterThan: { 's3:signatureAge': String(UPLOAD_LIFE_SECONDS * 1000) },
        },
      }),
    );
  });
});
