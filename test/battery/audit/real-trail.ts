import { ScanCommand } from '@aws-sdk/lib-dynamodb';
import { recordChange } from '@linli/core/audit';
import { requestUndo } from '@linli/core/importing';
import { IN_JOB, type Scope, SYSTEM } from '@linli/core/kernel';
import { postServiceRecord, reverseServiceRecord } from '@linli/core/timebank';
import { draftVolunteer, ensureOpeningRule } from '../../../packages/core/src/timebank/index.ts';
import { csv, imported, testCommunity, work } from '../../support/community.ts';
import { createTestTable, districtTable, type Engine, type TestTable } from '../../support/engine.ts';
import { readWholeStream } from '../../support/stream.ts';
import { type Copy, copyKey, DISTRICT, sealInto } from '../../support/trail.ts';

export const TENANT = 'tnt_battery';

/** Four days, sealed a few events at a time, so that there are seals, days and anchors to tamper with. */
const DAYS = ['2026-05-01', '2026-05-02', '2026-05-03', '2026-05-04'] as const;

const ledger = (name: string, ...more: string[]) =>
  csv('积分兑换目录.csv', [
    '序号,名称,类别,所需积分,库存',
    `1,${name},商品,60,10`,
    '2,大米,商品,120,5',
    ...more,
  ]);

/** A community's life in a real table: imports that amend and are undone, services, reversals, changes, looks. */
export async function realTrail(engine: Engine): Promise<{ copy: Copy; owners: readonly string[] }> {
  const table = await createTestTable(engine.endpoint);
  const community = await testCommunity(table, TENANT);
  const { scope } = community;
  let sealed = 0;
  const seal = async (day: string) => {
    const { events } = await readWholeStream(engine.endpoint, table);
    for (const fresh = events.slice(sealed); fresh.length > 0; )
      await sealInto(table, fresh.splice(0, 7), { clock: () => `${day}T04:00:00.000Z` });
    sealed = events.length;
  };

  await imported(community, 'import-1', [ledger('洗衣液')]);
  await seal(DAYS[0]);
  const second = await imported(community, 'import-2', [ledger('洗洁精', '3,食用油,商品,200,8')]);
  await served(scope);
  await seal(DAYS[1]);
  await requestUndo(scope, second.id);
  await work(community, second.id);
  await office(table);
  await seal(DAYS[2]);
  await changes(scope);
  await seal(DAYS[3]);
  await community.close();
  return { copy: await copyOf(table), owners: [TENANT, '*'] };
}

async function served(scope: Scope): Promise<void> {
  await ensureOpeningRule(scope);
  const at = { tenantId: TENANT, importId: 'imp_1', source: 's', row: 1, now: scope.now, by: 'system' };
  const volunteer = { id: 'vol_1', personId: 'prs_1', volunteerNo: 'DH1', name: '王芳', partyMember: false };
  await scope.table.insertMany([draftVolunteer(volunteer, at).insert]);
  const asked = { volunteerId: 'vol_1', servedOn: '2019-04-12', item: '理发', category: '便民' };
  for (const key of ['record-one', 'record-two', 'record-three']) {
    const record = await postServiceRecord(scope, { ...asked, durationMinutes: 60, key });
    if (key === 'record-two') await reverseServiceRecord(scope, record.id, { reason: '记错了' });
  }
}

async function changes(scope: Scope): Promise<void> {
  for (let i = 0; i < 6; i++)
    await scope.table.commit([
      recordChange(scope, {
        action: i % 2 === 0 ? 'change' : 'reveal',
        noun: 'card',
        id: `crd_${i}`,
        before: { keeper: '张三', phone: '13800001111' },
        after: { keeper: '李四', phone: '13800002222' },
        reason: '本人要求',
        onBehalfOf: 'prs_1',
      }),
    ]);
}

async function office(table: TestTable): Promise<void> {
  const district = { districtId: DISTRICT, table: districtTable(table, DISTRICT) };
  const asking = { actor: SYSTEM, now: '2026-05-03T04:00:00.000Z', requestId: 'req_1', from: IN_JOB };
  for (const tenantId of ['*', TENANT, '*', TENANT])
    await district.table.commit([
      recordChange(
        { ...district, ...asking, tenantId },
        { action: 'invite', noun: 'invitation', id: 'inv_1' },
      ),
    ]);
}

/** Everything that lies in the table, as verification would read it. */
async function copyOf({ client, tableName }: TestTable): Promise<Copy> {
  const copy: Copy = new Map();
  let from: Record<string, unknown> | undefined;
  do {
    const page = await client.send(new ScanCommand({ TableName: tableName, ExclusiveStartKey: from }));
    for (const item of page.Items ?? []) copy.set(copyKey(item), item);
    from = page.LastEvaluatedKey;
  } while (from !== undefined);
  return copy;
}
