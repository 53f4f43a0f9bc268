import { DeleteCommand, UpdateCommand } from '@aws-sdk/lib-dynamodb';
import { draftCourtyard, draftHousehold, draftPerson } from '@linli/core/courtyard';
import { draftMeeting, draftOffice } from '@linli/core/governance';
import { draftOrganisation } from '@linli/core/incubation';
import { IN_JOB, type Scope, SYSTEM, VISITOR } from '@linli/core/kernel';
import { draftFundEntry } from '@linli/core/renewal';
import {
  home,
  projectTallies,
  rebuildCounters,
  report,
  totalsOf,
  type Verification,
  verify,
} from '@linli/core/reporting';
import type { Draft, DraftSource, StreamEvent } from '@linli/core/table';
import { draftVolunteer, ensureOpeningRule, postServiceRecord } from '@linli/core/timebank';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { countRows } from '../bench/count-rows.ts';
import { createTestTable, type Engine, startEngine, type TestTable, tenantTable } from '../support/engine.ts';

let engine: Engine;
let made: TestTable;
let scope: Scope;

const tenantId = 'tnt_report';
const community = { slug: 'donghuan', name: '东环路社区', address: '东环路355号' };
const open = { ...community, modules: ['timebank', 'partners'] };

beforeAll(async () => {
  engine = await startEngine();
});
afterAll(() => engine.stop());

beforeEach(async () => {
  made = await createTestTable(engine.endpoint);
  const table = tenantTable(made, tenantId);
  scope = {
    tenantId,
    table,
    actor: SYSTEM,
    now: '2019-05-10T02:00:00.000Z',
    requestId: 'req_test',
    from: IN_JOB,
  };
  await ensureOpeningRule(scope);
  await table.insertMany(rows().map(({ insert }) => insert));
  await serve('2019-04-12', 90);
  await serve('2019-04-13', 30);
  await countRows(table, tenantId);
});

test('the report has every courtyard by name, and says whether its people were counted or reported', async () => {
  const { courtyard } = await report(scope, { community, asOf: '2019-04-30' });

  expect(courtyard).toEqual({
    花园颐院: {
      address: '东环路355号',
      basis: 'rows',
      households: 1,
      residents: 2,
      partyMembers: 1,
      retiredPartyMembers: 1,
      meetings: 2,
      opinions: 0,
      committeeMembers: 1,
      committeePartyMembers: 1,
      fundBalanceFen: 30000,
    },
    桂湖院: {
      basis: 'reported',
      households: 44,
      residents: 120,
      partyMembers: 9,
      retiredPartyMembers: 0,
      meetings: 0,
      opinions: 0,
      committeeMembers: 0,
      committeePartyMembers: 0,
      fundBalanceFen: 0,
    },
  });
});

test('an as-of date cuts meetings, money and minutes at the end of that day', async () => {
  const early = await report(scope, { community, asOf: '2019-04-12' });
  const late = await report(scope, { community, asOf: '2019-04-13' });

  expect([early.timeBank.serviceMinutes, late.timeBank.serviceMinutes]).toEqual([90, 120]);
  expect([early.timeBank.serviceHours, late.timeBank.serviceHours]).toEqual([1.5, 2]);
  expect([early.courtyard['花园颐院']?.meetings, late.courtyard['花园颐院']?.meetings]).toEqual([1, 2]);
  expect([early.courtyard['花园颐院']?.fundBalanceFen, late.courtyard['花园颐院']?.fundBalanceFen]).toEqual([
    50000, 30000,
  ]);
});

test('the rating is the best of the social organisations; a team is not rated', async () => {
  const { organisations } = await report(scope, { community, asOf: '2019-04-30' });

  expect(organisations).toEqual({ socialOrganisations: 2, rating: '3A', selfOrganised: 1, mature: 1 });
});

test('a report is for the staff, the home page for anyone', async () => {
  const visitor = { ...scope, actor: VISITOR };

  await expect(report(visitor, { community })).rejects.toMatchObject({ code: 'unauthenticated' });
  await expect(verify(visitor)).rejects.toMatchObject({ code: 'unauthenticated' });
  await expect(home(visitor, { community: open })).resolves.toMatchObject({ community });
});

test('the home page shows totals, sixteen months, courtyards and organisations', async () => {
  const shown = await home(scope, { community: open });

  expect(shown.figures).toMatchObject({ volunteers: 1, serviceMinutes: 120, residents: 2, courtyards: 2 });
  expect(shown.months.at(-1)).toEqual({ month: '2019-04', serviceMinutes: 120, serviceRecords: 2 });
  expect(shown.courtyards).toEqual([
    { id: 'cyd_a', name: '花园颐院', feature: '墙绘', basis: 'rows', households: 1, residents: 2 },
    { id: 'cyd_b', name: '桂湖院', basis: 'reported', households: 44, residents: 120 },
  ]);
  expect(shown.organisations.map(({ name }) => name)).toEqual(['爱邻服务中心', '睦邻社', '舞蹈队']);
  expect(await totalsOf(scope)).toEqual(shown.figures);
});

test('a recount finds every counter and every account in order', async () => {
  const { matches, compared, counters, balances } = await verify(scope);

  expect(matches).toBe(true);
  expect(compared.balances).toBe(3);
  expect(balances).toEqual([]);
  expect(counters).toContainEqual({
    scope: 'community',
    period: 'all',
    metric: 'serviceMinutes',
    counter: 120,
    recount: 120,
    matches: true,
  });
});

test('a recount shows every counter with both values when it is asked for all', async () => {
  const { compared, counters } = await verify(scope, { all: true });

  expect(counters).toHaveLength(compared.counters);
  expect(counters.map(({ period }) => period)).toContain('2019-04');
});

test('a recount finds a counter of one day that is off by one', async () => {
  await tamper('tally', '2019-04#cyd_a', 'serviceMinutes@12', 91);

  const { matches, counters } = await verify(scope);

  expect(matches).toBe(false);
  expect(counters.filter((counter) => !counter.matches)).toEqual([
    {
      scope: 'cyd_a',
      period: '2019-04',
      metric: 'serviceMinutes@12',
      counter: 91,
      recount: 90,
      matches: false,
    },
  ]);
});

test('a recount finds a counter that was never written', async () => {
  await scope.table.insertMany([meeting('mtg_3', '2019-04-20').insert]);

  const { counters } = await verify(scope);

  expect(
    counters.filter(({ matches }) => !matches).map(({ period, metric }) => `${period} ${metric}`),
  ).toContain('all meetings');
});

test('a recount finds an account that holds more than its records say', async () => {
  const [account] = await accounts();
  await tamper('account', String(account), 'pointsBalance', 1000);

  const { matches, balances } = await verify(scope);

  expect(matches).toBe(false);
  expect(balances).toEqual([
    { accountId: account, balance: 'pointsBalance', stored: 1000, recount: 20, matches: false },
  ]);
});

test('a recount names the line of a fund whose stated balance is not what its lines add up to', async () => {
  await scope.table.insertMany([
    fundEntry('fnd_4', '2019-04-20', 0, 10000, 20000).insert,
    fundEntry('fnd_3', '2019-04-16', 5000, 0, 36000).insert,
  ]);
  await counted('fundEntry', 'fnd_3', 'fnd_4');

  const { matches, compared, counters, fundLines } = await verify(scope);

  expect(counters.every((counter) => counter.matches)).toBe(true);
  expect(matches).toBe(false);
  expect(compared.fundLines).toBe(4);
  expect(fundLines.map(({ entryId, stated, recount }) => [entryId, stated, recount])).toEqual([
    ['fnd_3', 36000, 35000],
    ['fnd_4', 20000, 25000],
  ]);
});

describe('rebuilding', () => {
  const wrongOf = ({ counters }: Verification) =>
    counters.filter(({ matches }) => !matches).map(({ matches: _, ...seen }) => seen);

  test('sets every wrong counter to its recount, and one that was lost altogether', async () => {
    await tamper('tally', '2019-04#cyd_a', 'serviceMinutes@12', 91);
    await tamper('tally', 'all#community', 'volunteers', 7);
    await lose('tally', 'community#2019-04');
    const seen = wrongOf(await verify(scope));

    const { counters } = await rebuildCounters(scope, { counters: seen });

    expect(counters).toHaveLength(seen.length);
    expect(await verify(scope)).toMatchObject({ matches: true });
  });

  test('leaves a counter alone that has moved since it was seen, and sets it when it is seen again', async () => {
    await tamper('tally', 'all#community', 'volunteers', 7);
    const seen = wrongOf(await verify(scope));
    await tamper('tally', 'all#community', 'volunteers', 8);

    const first = await rebuildCounters(scope, { counters: seen });
    const second = await rebuildCounters(scope, { counters: wrongOf(await verify(scope)) });

    expect(first.counters).toEqual([]);
    expect(second.counters).toEqual([
      { scope: 'community', period: 'all', metric: 'volunteers', counter: 8, recount: 1 },
    ]);
  });

  test('counts nothing twice when rows come while the stream is behind', async () => {
    await tamper('tally', 'all#community', 'meetings', 9);
    await scope.table.insertMany([meeting('mtg_3', '2019-04-20').insert]);
    const seen = wrongOf(await verify(scope));
    await counted('meeting', 'mtg_3');

    await rebuildCounters(scope, { counters: seen });
    await rebuildCounters(scope, { counters: wrongOf(await verify(scope)) });

    expect(await verify(scope)).toMatchObject({ matches: true });
  });

  test('is for those who may write figures', async () => {
    const seen = [{ scope: 'community', period: 'all', metric: 'volunteers', counter: 7, recount: 1 }];

    await expect(rebuildCounters({ ...scope, actor: VISITOR }, { counters: seen })).rejects.toMatchObject({
      code: 'unauthenticated',
    });
  });
});

// --- the community -------------------------------------------------------------------------------------------------

const from: DraftSource = {
  tenantId,
  importId: 'imp_1',
  source: 'test',
  row: 1,
  now: '2019-05-01T00:00:00.000Z',
  by: 'system',
};

const meeting = (id: string, heldOn: string): Draft =>
  draftMeeting(
    { id, meetingNo: id, heldOn, form: 'courtyardMeeting', courtyardId: 'cyd_a', attendees: 20 },
    from,
  );

const fundEntry = (
  id: string,
  enteredOn: string,
  incomeFen: number,
  spendingFen: number,
  balanceFen: number,
) =>
  draftFundEntry(
    { id, courtyardId: 'cyd_a', enteredOn, position: 1, summary: '公示', incomeFen, spendingFen, balanceFen },
    from,
  );

function rows(): Draft[] {
  const yard = { hasBranch: true, hasStation: true };
  const person = { courtyardId: 'cyd_a', householdId: 'hsh_1', knownSince: '2019-03-31' };
  return [
    draftCourtyard(
      {
        id: 'cyd_a',
        name: '花园颐院',
        position: 1,
        address: '东环路355号',
        feature: '墙绘',
        reportedHouseholds: 7,
        ...yard,
      },
      from,
    ),
    draftCourtyard(
      {
        id: 'cyd_b',
        name: '桂湖院',
        position: 2,
        reportedHouseholds: 44,
        reportedResidents: 120,
        reportedPartyMembers: 9,
        ...yard,
      },
      from,
    ),
    draftHousehold({ id: 'hsh_1', courtyardId: 'cyd_a', householdNo: '1', surveyedOn: '2019-03-31' }, from),
    draftPerson({ id: 'prs_1', name: '王秀英', retired: true, politics: 'partyMember', ...person }, from),
    draftPerson({ id: 'prs_2', name: '李建国', retired: false, politics: 'masses', ...person }, from),
    draftVolunteer(
      {
        id: 'vol_1',
        personId: 'prs_1',
        volunteerNo: '0001',
        name: '王秀英',
        courtyardId: 'cyd_a',
        partyMember: true,
      },
      from,
    ),
    meeting('mtg_1', '2019-04-12'),
    meeting('mtg_2', '2019-04-13'),
    draftOffice(
      { id: 'ofc_1', courtyardId: 'cyd_a', personName: '王秀英', post: '主任', partyMember: true, term: 2 },
      from,
    ),
    fundEntry('fnd_1', '2019-04-01', 50000, 0, 50000),
    fundEntry('fnd_2', '2019-04-13', 0, 20000, 30000),
    draftOrganisation(
      {
        id: 'org_1',
        name: '爱邻服务中心',
        position: 1,
        kind: 'socialOrganisation',
        stage: 'graduated',
        rating: '3A',
      },
      from,
    ),
    draftOrganisation(
      {
        id: 'org_2',
        name: '睦邻社',
        position: 2,
        kind: 'socialOrganisation',
        stage: 'incubating',
        rating: '1A',
      },
      from,
    ),
    draftOrganisation(
      { id: 'org_3', name: '舞蹈队', position: 3, kind: 'team', stage: 'mature', rating: '5A' },
      from,
    ),
  ];
}

const serve = (servedOn: string, durationMinutes: number) =>
  postServiceRecord(scope, {
    key: `test-${servedOn}`,
    volunteerId: 'vol_1',
    servedOn,
    item: '夜间巡逻',
    category: '治安',
    durationMinutes,
  });

const tamper = (collection: string, sk: string, attribute: string, value: number) =>
  made.client.send(
    new UpdateCommand({
      TableName: made.tableName,
      Key: { pk: `${scope.table.prefix}${collection}`, sk },
      UpdateExpression: 'SET #a = :v',
      ExpressionAttributeNames: { '#a': attribute },
      ExpressionAttributeValues: { ':v': value },
    }),
  );

const lose = (collection: string, sk: string) =>
  made.client.send(
    new DeleteCommand({ TableName: made.tableName, Key: { pk: `${scope.table.prefix}${collection}`, sk } }),
  );

/** What the stream does with records that were put in late. */
async function counted(collection: string, ...ids: string[]): Promise<void> {
  const events: StreamEvent[] = [];
  for await (const newImage of scope.table.eachStored(collection)) {
    if (ids.includes(String(newImage['id']))) events.push({ sequence: String(events.length + 1), newImage });
  }
  await projectTallies(() => scope.table, 'late', events);
}

async function accounts(): Promise<unknown[]> {
  const ids: unknown[] = [];
  for await (const account of scope.table.eachStored('account')) ids.push(account['id']);
  return ids;
}
