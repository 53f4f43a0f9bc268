import { recordChange } from '@linli/core/audit';
import { IN_JOB, type Scope, SYSTEM } from '@linli/core/kernel';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import {
  createTestTable,
  districtTable,
  type Engine,
  startEngine,
  type TestTable,
  tenantTable,
} from '../support/engine.ts';

const NOW = '2026-05-01T00:00:00.000Z';

let engine: Engine;
let testTable: TestTable;
let scope: Scope;
let district: { districtId: string } & Omit<Scope, 'tenantId'>;

beforeAll(async () => {
  engine = await startEngine();
  testTable = await createTestTable(engine.endpoint);
  const asking = { actor: SYSTEM, now: NOW, requestId: 'req_1', from: IN_JOB };
  scope = { ...asking, tenantId: 'tnt_a', table: tenantTable(testTable, 'tnt_a') };
  district = { ...asking, districtId: 'main', table: districtTable(testTable, 'main') };
});

afterAll(() => engine.stop());

async function stored(table: Scope['table'], collection: string) {
  const items: Record<string, unknown>[] = [];
  for await (const item of table.eachStored(collection)) items.push(item);
  return items;
}

describe('an audit record', () => {
  it('says who did what to which record, for whom, when, from where and in which request', async () => {
    const asking: Scope = {
      ...scope,
      actor: { kind: 'user', id: 'usr_1', name: '李娟', grants: [] },
      from: { channel: 'site', address: '10.0.0.7' },
      requestId: 'req_2',
    };

    await scope.table.commit([
      recordChange(asking, {
        action: 'change',
        noun: 'card',
        id: 'crd_1',
        before: { keeper: '张三' },
        after: { keeper: '李四' },
        reason: '本人到场要求',
        onBehalfOf: 'prs_1',
      }),
    ]);

    const [record] = await stored(scope.table, 'auditRecord');
    expect(record).toMatchObject({
      ...{ at: NOW, actorKind: 'user', actorId: 'usr_1', channel: 'site', address: '10.0.0.7' },
      ...{ requestId: 'req_2', action: 'change', noun: 'card', recordId: 'crd_1', onBehalfOf: 'prs_1' },
      ...{ about: 'prs_1' },
      said: { actorName: '李娟', reason: '本人到场要求' },
    });
    expect(record?.['said']).toMatchObject({ changes: [{ field: 'keeper', from: '张三', to: '李四' }] });
  });

  it('lies in the control plane when its change does, under the community it is about', async () => {
    await district.table.commit([
      recordChange({ ...district, tenantId: 'tnt_a' }, { action: 'invite', noun: 'invitation', id: 'inv_1' }),
      recordChange(district, { action: 'create', noun: 'community', id: 'tnt_a' }),
    ]);

    const ofCommunity = await stored(district.table, 'auditRecord#tnt_a');
    const ofOffice = await stored(district.table, 'auditRecord#*');
    expect(ofCommunity).toMatchObject([{ action: 'invite', recordId: 'inv_1' }]);
    expect(ofOffice).toMatchObject([{ action: 'create', recordId: 'tnt_a' }]);
  });

  it('follows the table where a scope was made from another', async () => {
    const made: Scope = { ...district, tenantId: 'tnt_b', table: tenantTable(testTable, 'tnt_b') };

    await made.table.commit([recordChange(made, { action: 'run', noun: 'import', id: 'imp_1' })]);

    expect(await stored(made.table, 'auditRecord')).toMatchObject([{ recordId: 'imp_1' }]);
  });
});
