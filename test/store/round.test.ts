import { IN_JOB, SYSTEM } from '@linli/core/kernel';
import { createCommunity } from '@linli/core/tenancy';
import { draftVolunteer, getMemberAccount, holdPoints, issuePoints } from '@linli/core/timebank';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { goRound } from '../../functions/src/jobs/round.ts';
import {
  createTestTable,
  districtTable,
  type Engine,
  startEngine,
  type TestTable,
  tenantTable,
} from '../support/engine.ts';

const HELD_ON = '2019-05-10T02:00:00.000Z';
const VOLUNTEER = `vol_${'0'.repeat(26)}`;

let engine: Engine;
let table: TestTable;
beforeAll(async () => {
  engine = await startEngine();
  table = await createTestTable(engine.endpoint);
});
afterAll(() => engine.stop());

/** A community with ten points put aside for three days. */
async function withHold(slug: string): Promise<string> {
  const asking = { actor: SYSTEM, now: HELD_ON, requestId: 'req_round', from: IN_JOB };
  const district = { ...asking, districtId: 'main', table: districtTable(table, 'main') };
  const { tenantId } = await createCommunity(district, { slug, name: slug, key: `round ${slug}` });
  const scope = { ...asking, tenantId, table: tenantTable(table, tenantId) };
  const by = { tenantId, importId: 'imp_1', source: 's', row: 1, now: HELD_ON, by: 'test' };
  const volunteer = {
    id: VOLUNTEER,
    personId: 'prs_1',
    volunteerNo: 'DH1',
    name: '王芳',
    partyMember: false,
  };
  await scope.table.insertMany([draftVolunteer(volunteer, by).insert]);
  await issuePoints(scope, { key: 'issue', to: VOLUNTEER, points: 10, reason: '赞助' });
  await holdPoints(scope, { key: 'hold', from: VOLUNTEER, points: 10, reason: '预订', days: 3 });
  return tenantId;
}

const accountIn = (tenantId: string) =>
  getMemberAccount(
    {
      ...{ tenantId, table: tenantTable(table, tenantId) },
      ...{ actor: SYSTEM, now: HELD_ON, requestId: 'req_round', from: IN_JOB },
    },
    VOLUNTEER,
  );

const roundAt = async (now: string, broken?: string) => {
  const said: Record<string, unknown>[] = [];
  await goRound({
    districtId: 'main',
    districtTable: districtTable(table, 'main'),
    tenantTable: (tenantId) => {
      if (tenantId === broken) throw new Error('no credentials');
      return tenantTable(table, tenantId);
    },
    clock: () => now,
    log: (entry) => said.push(entry),
  });
  return said;
};

test('a round frees what has run out in every community, once, and says how much; one that fails keeps no other waiting', async () => {
  const [first, second, broken] = [await withHold('diyi'), await withHold('dier'), await withHold('disan')];
  // What these communities are found by is filled in by their first round, before anything runs out.
  const atFirst = await roundAt('2019-05-12T02:00:00.000Z');
  expect(new Set(atFirst.map(({ event }) => event))).toEqual(new Set(['finders filled']));

  const said = await roundAt('2019-05-14T02:00:00.000Z', broken);

  for (const tenantId of [first, second])
    expect(await accountIn(tenantId)).toMatchObject({ pointsBalance: 10, pointsHeld: 0 });
  expect(await accountIn(broken)).toMatchObject({ pointsBalance: 0, pointsHeld: 10 });
  expect(said.map(({ level, event, count }) => [level, event, count]).sort()).toEqual([
    ['error', 'round', undefined],
    ['info', 'holds ran out', 1],
    ['info', 'holds ran out', 1],
  ]);
  const again = await roundAt('2019-05-14T03:00:00.000Z');
  expect(again.map(({ tenantId }) => tenantId)).toEqual([broken]);
});
