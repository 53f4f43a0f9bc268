import { DeleteCommand, UpdateCommand } from '@aws-sdk/lib-dynamodb';
import { type AuditVerification, recordChange, verifyAudit } from '@linli/core/audit';
import { requestUndo } from '@linli/core/importing';
import { IN_JOB, type Scope, SYSTEM } from '@linli/core/kernel';
import type { StreamEvent } from '@linli/core/table';
import { postServiceRecord, reverseServiceRecord, type ServiceRecord } from '@linli/core/timebank';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { draftVolunteer, ensureOpeningRule } from '../../packages/core/src/timebank/index.ts';
import { csv, imported, testCommunity, work } from '../support/community.ts';
import {
  createTestTable,
  districtTable,
  type Engine,
  startEngine,
  type TestTable,
  tenantTable,
} from '../support/engine.ts';
import { readWholeStream } from '../support/stream.ts';
import { DISTRICT, sealInto } from '../support/trail.ts';

const NOW = '2026-05-01T00:00:00.000Z';
const TENANT = 'tnt_a';

let engine: Engine;
let table: TestTable;
let scope: Scope;

beforeAll(async () => {
  engine = await startEngine();
});
afterAll(() => engine.stop());
beforeEach(async () => {
  table = await createTestTable(engine.endpoint);
  const asking = { actor: SYSTEM, now: NOW, requestId: 'req_1', from: IN_JOB };
  scope = { ...asking, tenantId: TENANT, table: tenantTable(table, TENANT) };
});

const events = async (): Promise<StreamEvent[]> => (await readWholeStream(engine.endpoint, table)).events;
const seal = async (clock?: () => string) => sealInto(table, await events(), clock && { clock });
const verified = (): Promise<AuditVerification> =>
  verifyAudit(scope, { districtId: DISTRICT, table: districtTable(table, DISTRICT) });

const note = (id: string) =>
  scope.table.commit([recordChange(scope, { action: 'change', noun: 'card', id, after: { keeper: id } })]);

/** A volunteer as an import brings one, and a service of theirs. */
async function served(): Promise<ServiceRecord> {
  await ensureOpeningRule(scope);
  const at = { tenantId: TENANT, importId: 'imp_1', source: 's', row: 1, now: NOW, by: 'system' };
  const fields = { id: 'vol_1', personId: 'prs_1', volunteerNo: 'DH1', name: '王芳', partyMember: false };
  await scope.table.insertMany([draftVolunteer(fields, at).insert]);
  const asked = {
    volunteerId: 'vol_1',
    servedOn: '2026-04-12',
    item: '理发',
    category: '便民',
    durationMinutes: 60,
  };
  return postServiceRecord(scope, { ...asked, key: 'first-of-all' });
}

async function tamper(collection: string, sk: string, field: string, value: unknown): Promise<void> {
  await table.client.send(
    new UpdateCommand({
      TableName: table.tableName,
      Key: { pk: `T#${TENANT}#${collection}`, sk },
      UpdateExpression: 'SET #f = :v',
      ExpressionAttributeNames: { '#f': field },
      ExpressionAttributeValues: { ':v': value },
    }),
  );
}

describe('the chain of the audit trail', () => {
  it('seals records that are their own beside audit records, and holds', async () => {
    const record = await served();
    await reverseServiceRecord(scope, record.id, { reason: '记错了' });

    await seal();

    const { matches, findings, sealed, unsealed } = await verified();
    expect(findings).toEqual([]);
    expect({ matches, sealed, unsealed }).toEqual({ matches: true, sealed: 5, unsealed: 0 });
  });

  it('says what is not sealed yet, and finds nothing wrong with it', async () => {
    await note('crd_1');
    await seal();
    await note('crd_2');

    const { matches, unsealed, unsealedFirst } = await verified();

    expect({ matches, unsealed }).toEqual({ matches: true, unsealed: 1 });
    expect(unsealedFirst[0]).toMatch(/^auditRecord\/aud_/);
  });

  it('seals each event once, however often and however cut a batch comes', async () => {
    for (const id of ['crd_1', 'crd_2', 'crd_3', 'crd_4']) await note(id);
    const all = await events();

    await sealInto(table, all.slice(0, 2));
    await sealInto(table, all.slice(0, 3));
    await sealInto(table, all.slice(1));
    await sealInto(table, all);

    const { matches, entries, seals } = await verified();
    expect({ matches, entries, seals }).toEqual({ matches: true, entries: 4, seals: 3 });
  });

  it('takes in batches of several shards at once without a gap and without doubling', async () => {
    for (let i = 0; i < 12; i++) await note(`crd_${i}`);
    const all = await events();
    const shards = [0, 1, 2].map((n) => all.filter((_, i) => i % 3 === n));

    await Promise.all(shards.map((some, n) => sealInto(table, some, { shard: `shard-${n}` })));

    const { matches, entries, seals, findings } = await verified();
    expect(findings).toEqual([]);
    expect({ matches, entries, seals }).toEqual({ matches: true, entries: 12, seals: 3 });
  });

  it('goes on where a crash left a seal whose head had not moved', async () => {
    await note('crd_1');
    await seal();
    const head = { pk: `T#${TENANT}#auditHead`, sk: 'head' };
    await note('crd_2');
    await seal();
    await tamper('auditHead', 'head', 'seq', 1);
    const [first] = await stored('auditSeal');
    await tamper('auditHead', 'head', 'hash', first?.['hash']);
    await tamper('auditHead', 'head', 'marks', { [String(first?.['shard'])]: first?.['mark'] });
    await note('crd_3');

    await seal();

    expect(head.sk).toBe('head');
    expect(await verified()).toMatchObject({ matches: true, entries: 3, seals: 3, findings: [] });
  });

  it('keeps the last seal of each day in the control plane, and hands every seal on', async () => {
    await note('crd_1');
    const before = await seal(() => '2026-05-01T10:00:00.000Z');
    await note('crd_2');
    const later = await seal(() => '2026-05-02T10:00:00.000Z');

    const { days } = await verified();
    expect([...before, ...later].map(({ owner, day, seq }) => [owner, day, seq])).toEqual([
      [TENANT, '2026-05-01', 1],
      [TENANT, '2026-05-02', 2],
    ]);
    expect(days.map(({ hash }) => hash)).toEqual([...before, ...later].map(({ hash }) => hash));
  });

  it('tells a record changed in the table from one that was corrected, even once the stream has sealed it', async () => {
    const record = await served();
    await seal();
    await tamper('serviceRecord', record.id, 'durationMinutes', 600);

    const atOnce = await verified();
    await seal();
    const later = await verified();

    expect(atOnce.findings).toEqual([{ kind: 'recordChanged', where: `serviceRecord/${record.id}` }]);
    expect(later.findings).toEqual([{ kind: 'changeUnexplained', where: `serviceRecord/${record.id}` }]);
  });

  it('tells a record that was taken out of the table', async () => {
    const record = await served();
    await seal();
    const Key = { pk: `T#${TENANT}#serviceRecord`, sk: record.id };
    await table.client.send(new DeleteCommand({ TableName: table.tableName, Key }));

    const atOnce = await verified();
    await seal();
    const later = await verified();

    expect(atOnce.findings).toEqual([{ kind: 'recordMissing', where: `serviceRecord/${record.id}` }]);
    expect(later.findings).toEqual([{ kind: 'changeUnexplained', where: `serviceRecord/${record.id}` }]);
  });
});

describe('an import in the chain', () => {
  const ledger = (name: string) =>
    csv('积分兑换目录.csv', ['序号,名称,类别,所需积分,库存', `1,${name},商品,60,10`, '2,大米,商品,120,5']);

  it('may amend what an earlier one brought, and be undone, and the trail holds', async () => {
    const community = await testCommunity(table, TENANT);
    const first = await imported(community, 'import-1', [ledger('洗衣液')]);
    const second = await imported(community, 'import-2', [ledger('洗洁精')]);
    await seal();
    const amended = await verified();

    await requestUndo(community.scope, second.id);
    await work(community, second.id);
    await requestUndo(community.scope, first.id);
    const { state, failure } = await work(community, first.id);
    await seal();
    const undone = await verified();

    expect({ state, failure }).toEqual({ state: 'undone', failure: undefined });
    expect(amended).toMatchObject({ matches: true, findings: [] });
    expect(undone).toMatchObject({ matches: true, findings: [] });
    expect(undone.entries).toBeGreaterThan(amended.entries);
    await community.close();
  });
});

async function stored(collection: string): Promise<Record<string, unknown>[]> {
  const items: Record<string, unknown>[] = [];
  for await (const item of scope.table.eachStored(collection)) items.push(item);
  return items;
}
