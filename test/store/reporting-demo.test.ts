import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { draftElection, draftOffice, listOffices } from '@linli/core/governance';
import type { Scope } from '@linli/core/kernel';
import {
  courtyardYear,
  type Report,
  rebuildCounters,
  report,
  serviceReport,
  verify,
} from '@linli/core/reporting';
import { listServiceRecords, reverseServiceRecord } from '@linli/core/timebank';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { createBenchTable } from '../bench/bench-table.ts';
import { onboardDemo } from '../bench/demo-community.ts';
import { meteredApi } from '../bench/metered-api.ts';
import { type Engine, startEngine, type TestTable } from '../support/engine.ts';
import { figureOf, rowsAt, statedAt } from '../support/report-rows.ts';

const folder = mkdtempSync(join(tmpdir(), 'linli-demo-'));
let engine: Engine;
let made: TestTable;
let scope: Scope;

beforeAll(async () => {
  engine = await startEngine();
  made = await createBenchTable(engine.endpoint);
  scope = await onboardDemo(made, 'donghuan', folder);
}, 240_000);

afterAll(async () => {
  await engine.stop();
  rmSync(folder, { recursive: true });
});

test('the twelve ledgers of 东环路社区 reproduce every figure that is expected of them', async () => {
  const path = join(import.meta.dirname, '../../packages/core/demo/donghuan/expected.json');
  const expected = JSON.parse(readFileSync(path, 'utf8'));

  const found = await report(scope, {
    community: { slug: 'donghuan', name: '东环路社区' },
    asOf: expected.asOf,
  });

  expect(found).toMatchObject(expected);
  expect(Object.keys(found.courtyard)).toHaveLength(15);
});

test('after an import every counter, every account and every fund agrees with the rows', async () => {
  const { matches, compared, counters, balances, fundLines } = await verify(scope);

  expect(counters.filter((counter) => !counter.matches)).toEqual([]);
  expect(balances).toEqual([]);
  expect(fundLines).toEqual([]);
  expect(compared.fundLines).toBe(12);
  expect(matches).toBe(true);
});

describe('the year of the time bank', () => {
  const sum = (lines: readonly { serviceMinutes: number }[]) =>
    lines.reduce((minutes, line) => minutes + line.serviceMinutes, 0);

  test('is as long by month and by category as altogether, and as its rows', async () => {
    const year = await serviceReport(scope, { period: '2018' });

    expect(year.months).toHaveLength(12);
    expect(year.until).toBe('2018-12-31');
    expect(year.total.serviceMinutes).toBeGreaterThan(0);
    expect(sum(year.months)).toBe(year.total.serviceMinutes);
    expect(sum(year.categories)).toBe(year.total.serviceMinutes);
    const before = await report(scope, { community: NAMED, asOf: '2017-12-31' });
    const after = await report(scope, { community: NAMED, asOf: '2018-12-31' });
    expect(year.total.serviceMinutes).toBe(after.timeBank.serviceMinutes - before.timeBank.serviceMinutes);
    expect(year.total.volunteers).toBe(after.timeBank.volunteers);
  });

  test('holds the month that is asked for alone', async () => {
    const year = await serviceReport(scope, { period: '2018' });

    const month = await serviceReport(scope, { period: '2018-04' });

    expect(month.months).toEqual([year.months[3]]);
    expect(sum(month.courtyards)).toBeLessThanOrEqual(month.total.serviceMinutes);
  });

  test('tells outside of no courtyard with fewer than three volunteers', async () => {
    const told = await serviceReport(scope, { period: '2018', outside: true });

    for (const { volunteers = 0, serviceRecords } of told.courtyards)
      expect(volunteers >= 3 || (volunteers === 0 && serviceRecords === 0)).toBe(true);
  });

  test('is told of a courtyard to anybody, as the report has it', async () => {
    const { courtyards } = await serviceReport(scope, { period: '2018' });
    const { id = '', serviceMinutes = 0, volunteers = 0 } = courtyards[0] ?? {};

    const year = await courtyardYear(scope, { courtyardId: id, year: '2018' });

    expect(year.total).toMatchObject({ serviceMinutes, volunteers });
    expect(sum(year.months)).toBe(serviceMinutes);
    expect(sum(year.categories)).toBe(serviceMinutes);
  });

  test('is refused where it has not begun, and where it is none', async () => {
    await expect(serviceReport(scope, { period: '2098' })).rejects.toMatchObject({ code: 'invalid' });
    await expect(serviceReport(scope, { period: '2018-13' })).rejects.toMatchObject({ code: 'invalid' });
  });
});

const NAMED = { slug: 'donghuan', name: '东环路社区' };

describe('every figure of the report opens the rows that it counts, and no others', () => {
  async function expectFiguresOfTheirRows(asOf: string): Promise<Report> {
    const api = meteredApi(made);
    const get = async (path: string) => (await api(path.replace('/api/v1', ''))).answer;
    const found = (await get(`/communities/donghuan/reporting/report?asOf=${asOf}`)) as Report;
    const byLink = new Map<string, ReturnType<typeof rowsAt>>();

    for (const [path, link] of Object.entries(found.rows)) {
      const rows = byLink.get(link) ?? rowsAt(get, link);
      byLink.set(link, rows);
      expect([path, figureOf(path, await rows, link)]).toEqual([path, statedAt(found, path)]);
    }
    return found;
  }

  test.each(['2019-04-30', '2018-04-16', '2016-12-31'])('at the end of %s', async (asOf) => {
    const { rows } = await expectFiguresOfTheirRows(asOf);

    expect(Object.keys(rows).length).toBeGreaterThan(18 + 15 * 9);
  });

  test('after a service was taken back and a new committee elected', async () => {
    const courtyardId = (await listOffices(scope, {})).items[0]?.courtyardId ?? '';
    await elected(courtyardId, '2018-06-01', '王芳', '李强');
    const [record] = (await listServiceRecords(scope, { until: '2018-05-31' })).items;
    await reverseServiceRecord(scope, record?.id ?? '', { reason: '记错了人' });
    const { counters } = await verify(scope);
    const wrong = counters.filter(({ matches }) => !matches);
    await rebuildCounters(scope, { counters: wrong });

    const before = await expectFiguresOfTheirRows('2018-05-31');
    const after = await expectFiguresOfTheirRows('2018-06-01');

    const committee = ({ courtyard }: Report) => courtyard['花园颐院']?.committeeMembers;
    expect([committee(before), committee(after)]).toEqual([7, 2]);
  });
});

/** A third term of the committee, and the second ended by it. */
async function elected(courtyardId: string, day: string, ...winners: string[]): Promise<void> {
  const at = {
    tenantId: scope.tenantId,
    importId: 'imp_third',
    source: 'third',
    row: 1,
    now: scope.now,
    by: 'me',
  };
  const { items: second } = await listOffices(scope, { courtyardId, limit: 100 });
  for await (const { id, origin } of draftOffice.stored(scope.table, scope.tenantId)) {
    const office = second.find((each) => each.id === id);
    if (office === undefined || origin === undefined) continue;
    await scope.table.commit([draftOffice({ ...office, endedByTerm: 3, endedOn: day }, at).amend(origin)]);
  }
  const offices = winners.map((personName, i) =>
    draftOffice(
      {
        id: `ofc_third${i}`,
        courtyardId,
        personName,
        post: '委员',
        partyMember: i === 0,
        term: 3,
        since: day,
      },
      at,
    ),
  );
  const election = draftElection(
    { id: 'elc_third', courtyardId, term: 3, declaredOn: day, candidates: [] },
    at,
  );
  await scope.table.insertMany([...offices, election].map(({ insert }) => insert));
}
