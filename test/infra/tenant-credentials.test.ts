import { STSClient } from '@aws-sdk/client-sts';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { clientAddressOf, EDGE_HEADER } from '../../functions/src/lambda/client-address.ts';
import { sessionPolicy } from '../../functions/src/lambda/session-policy.ts';
import { TenantCredentials } from '../../functions/src/lambda/tenant-credentials.ts';
import { allows, type Desk, openDesk, type Policy } from './support/access-desk.ts';

const FILES = 'arn:aws-cn:s3:::files';

describe('the session policy of a community', () => {
  const statements = JSON.parse(sessionPolicy('tnt_1', 'whole', FILES)).Statement as Record<
    string,
    unknown
  >[];

  test('ends at its own keys, in the table and in every index, and shuts out what names no key', () => {
    expect(statements).toContainEqual({
      Effect: 'Allow',
      Action: 'dynamodb:*',
      Resource: '*',
      Condition: {
        'ForAllValues:StringLike': { 'dynamodb:LeadingKeys': ['T#tnt_1#*'] },
        Null: { 'dynamodb:LeadingKeys': 'false' },
      },
    });
  });

  test('ends at its own files', () => {
    const s3 = statements.filter(({ Action }) => String(Action).startsWith('s3:'));

    expect(s3).toEqual([
      { Effect: 'Allow', Action: 's3:*', Resource: [`${FILES}/T/tnt_1/*`, `${FILES}/U/tnt_1/*`] },
      {
        Effect: 'Allow',
        Action: 's3:ListBucket',
        Resource: FILES,
        Condition: { StringLike: { 's3:prefix': ['T/tnt_1/*', 'U/tnt_1/*'] } },
      },
    ]);
  });

  test('of its public pages reads the public collections and nothing else: no person, no import, no file', () => {
    const shown = JSON.parse(sessionPolicy('tnt_1', 'public', FILES)).Statement as Policy['Statement'];
    const may = (operation: string, ...keys: string[]) => allows({ Statement: shown }, operation, keys);

    expect(may('Query', 'T#tnt_1#courtyard', 'T#tnt_1#meeting#cyd_1')).toBe(true);
    expect(may('BatchGetItem', 'T#tnt_1#tally')).toBe(true);
    for (const key of [
      'T#tnt_1#person',
      'T#tnt_1#courtyards',
      'T#tnt_1#import',
      'T#tnt_10#courtyard',
      'D#main#community',
    ])
      expect(may('GetItem', key)).toBe(false);
    expect(may('BatchGetItem', 'T#tnt_1#courtyard', 'T#tnt_1#account')).toBe(false);
    for (const operation of [
      'PutItem',
      'UpdateItem',
      'DeleteItem',
      'TransactWriteItems',
      'BatchExecuteStatement',
      'Scan',
    ])
      expect(may(operation, 'T#tnt_1#courtyard')).toBe(false);
    expect(may('Query')).toBe(false);
    expect(shown.filter(({ Action }) => String(Action).includes('s3'))).toEqual([]);
  });

  test('is short enough for STS', () => {
    for (const view of ['whole', 'public'] as const) {
      const longest = sessionPolicy(
        'tnt_01hzy0000000000000000000aa',
        view,
        `arn:aws-cn:s3:::${'b'.repeat(63)}`,
      );
      expect(longest.length).toBeLessThan(2048);
    }
  });

  test('is not made for an id that would match more than one community', () => {
    for (const id of ['*', 'tnt_?', 'tnt_1#x', '', 'tnt-1', 'tnt_1/../tnt_2'])
      expect(() => sessionPolicy(id, 'whole', FILES)).toThrow('Not a tenant id');
  });
});

describe('the credentials of a community', () => {
  let desk: Desk;
  let now: number;
  let tenants: TenantCredentials;

  beforeAll(async () => {
    desk = await openDesk('http://127.0.0.1:9', 'D#main#');
  });
  afterAll(() => desk.stop());
  beforeEach(() => {
    now = Date.parse('2019-04-30T00:00:00.000Z');
    const credentials = { accessKeyId: 'AKIDOWNROLE', secretAccessKey: 'secret' };
    const sts = new STSClient({ region: 'cn-north-1', endpoint: desk.endpoint, credentials });
    const of = { roleArn: 'arn:aws-cn:iam::1:role/tenant', filesBucketArn: FILES };
    tenants = new TenantCredentials(sts, of, () => new Date(now).toISOString());
    desk.taken.length = 0;
  });

  test('are taken once for each community, also by requests that come at once', async () => {
    await Promise.all([
      tenants.for('tnt_1', 'whole'),
      tenants.for('tnt_1', 'whole'),
      tenants.for('tnt_2', 'whole'),
    ]);
    await tenants.for('tnt_1', 'whole');

    expect(desk.taken.map(({ session }) => session).sort()).toEqual(['tnt_1.whole', 'tnt_2.whole']);
  });

  test('are others for its public pages', async () => {
    await Promise.all([tenants.for('tnt_1', 'public'), tenants.for('tnt_1', 'whole')]);
    await tenants.for('tnt_1', 'public');

    expect(desk.taken.map(({ session }) => session).sort()).toEqual(['tnt_1.public', 'tnt_1.whole']);
  });

  test('are renewed five minutes before they run out', async () => {
    await tenants.for('tnt_1', 'whole');
    now += 54 * 60 * 1000;
    await tenants.for('tnt_1', 'whole');
    expect(desk.taken).toHaveLength(1);

    now += 2 * 60 * 1000;
    await tenants.for('tnt_1', 'whole');
    expect(desk.taken).toHaveLength(2);
  });

  test('are asked for again after a refusal', async () => {
    await expect(tenants.for('tnt_*', 'whole')).rejects.toThrow('Not a tenant id');

    await expect(tenants.for('tnt_1', 'whole')).resolves.toMatchObject({ accessKeyId: 'ASIATAKEN1' });
  });
});

describe('the address of a person', () => {
  const SECRET = 'only the edge knows';
  const gateway = { http: { sourceIp: '198.51.100.9' } };
  const FORWARDED = '6.6.6.6, 203.0.113.7, 198.51.100.9';
  const sent = (headers: Record<string, string>) => new Headers({ 'x-forwarded-for': FORWARDED, ...headers });

  test('is the one the edge saw, where there is an edge; what the device sent before it is not believed', () => {
    const through = sent({ [EDGE_HEADER]: SECRET });

    expect(clientAddressOf(gateway, through, SECRET)).toBe('203.0.113.7');
    expect(clientAddressOf(gateway, new Headers({ [EDGE_HEADER]: SECRET }), SECRET)).toBe('198.51.100.9');
  });

  test('is the one the gateway saw of whoever goes round the edge, whatever they say of it', () => {
    for (const headers of [{}, { [EDGE_HEADER]: '' }, { [EDGE_HEADER]: 'a guess' }] as Record<
      string,
      string
    >[])
      expect(clientAddressOf(gateway, sent(headers), SECRET)).toBe('198.51.100.9');
  });

  test('is the one the gateway saw, where there is no edge', () => {
    for (const none of [undefined, ''])
      expect(clientAddressOf(gateway, sent({ [EDGE_HEADER]: '' }), none)).toBe('198.51.100.9');
  });
});
