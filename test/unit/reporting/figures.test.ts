import { tallyOffice } from '@linli/core/governance';
import { type Actor, behind, type Contribution, METRICS, type Scope } from '@linli/core/kernel';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { countsBy } from '../../../packages/core/src/reporting/figures.ts';
import { servedMonths } from '../../../packages/core/src/reporting/home.ts';
import { readableRows } from '../../../packages/core/src/reporting/readable-rows.ts';
import { residencyOf } from '../../../packages/core/src/reporting/residency.ts';
import { rowsBehind } from '../../../packages/core/src/reporting/rows-behind.ts';
import {
  daysAround,
  figuresIn,
  MONTHS,
  placeOf,
  sortKeyOf,
  stepsOf,
  TOTALS,
} from '../../../packages/core/src/reporting/tally-item.ts';
import { figuresWithin } from '../../../packages/core/src/reporting/within.ts';

const day = fc
  .date({ min: new Date('2018-12-01'), max: new Date('2019-03-05'), noInvalidDate: true })
  .map((date) => date.toISOString().slice(0, 10));

const contribution = fc.record(
  {
    scope: fc.constantFrom('community', 'cyd_a'),
    metric: fc.constantFrom('meetings' as const, 'opinions' as const),
    by: fc.integer({ min: -3, max: 9 }),
    on: day,
  },
  { requiredKeys: ['scope', 'metric', 'by'] },
) as fc.Arbitrary<Contribution>;

test('the figure of a day is what is undated and what is dated up to that day', () => {
  fc.assert(
    fc.property(fc.array(contribution, { maxLength: 40 }), day, (contributions, asOf) => {
      const counted = contributions.flatMap(stepsOf).flatMap(({ sortKey, attribute, by }) => {
        const place = placeOf(sortKey);
        return figuresIn({ [attribute]: by })
          .filter((figure) => countsBy(asOf, place, figure))
          .map(({ metric, count }) => ({ scope: place.scope, metric, count }));
      });

      for (const scope of ['community', 'cyd_a']) {
        const expected = contributions.filter((one) => one.scope === scope && (one.on ?? asOf) <= asOf);
        const found = counted.filter((one) => one.scope === scope);
        expect(sum(found.map(({ count }) => count))).toBe(sum(expected.map(({ by }) => by)));
      }
    }),
  );
});

test('lifetime totals, months and days lie apart: what a report sums up holds nothing twice', () => {
  const within = ({ from, to }: { from: string; to: string }) =>
    [
      'all#community',
      'all#cyd_a',
      'community#2019-04',
      'cyd_a#undated',
      '2019-04#cyd_a',
      '2019-05#cyd_a',
    ].filter((sortKey) => sortKey >= from && sortKey <= to);

  expect(within(TOTALS)).toEqual(['all#community', 'all#cyd_a']);
  expect(within(MONTHS)).toEqual(['community#2019-04', 'cyd_a#undated']);
  expect(within(daysAround('2019-04-12'))).toEqual(['2019-04#cyd_a']);
});

test('a place is found again from its sort key', () => {
  for (const place of [
    { scope: 'community', period: 'all', daily: false },
    { scope: 'cyd_a', period: 'undated', daily: false },
    { scope: 'cyd_a', period: '2019-04', daily: false },
    { scope: 'community', period: '2019-04', daily: true },
  ])
    expect(placeOf(sortKeyOf(place))).toEqual(place);
});

test('what is not a number is no figure: keys and marks', () => {
  expect(
    figuresIn({ pk: 'T#t#tally', sk: 'all#community', '~abc': '0001', meetings: 3, 'opinions@07': 2 }),
  ).toEqual([
    { metric: 'meetings', count: 3 },
    { metric: 'opinions', day: '07', count: 2 },
  ]);
});

test('the chart ends with the last month of service, has sixteen months, and a gap is a 0', () => {
  const months = servedMonths([
    served('2018-02', 30),
    served('2019-01', 60),
    served('2019-03', 90),
    served('2019-05', 0),
  ]);

  expect(months).toHaveLength(16);
  expect(months[0]).toEqual({ month: '2017-12', serviceMinutes: 0, serviceRecords: 0 });
  expect(months.slice(-3)).toEqual([
    { month: '2019-01', serviceMinutes: 60, serviceRecords: 1 },
    { month: '2019-02', serviceMinutes: 0, serviceRecords: 0 },
    { month: '2019-03', serviceMinutes: 90, serviceRecords: 1 },
  ]);
});

test('a community without service has no chart', () => {
  expect(servedMonths([served('2019-05', 0)])).toEqual([]);
});

test('a courtyard without a survey shows what its ledger reports, and says so', () => {
  expect(residencyOf(courtyard, none(), '2019-04-30')).toEqual({
    basis: 'reported',
    households: 44,
    residents: 120,
    partyMembers: 0,
    retiredPartyMembers: 0,
  });
});

test('a surveyed courtyard shows its rows, whatever the ledger reports', () => {
  expect(residencyOf(courtyard, { ...none(), households: 50, residents: 150 }, '2019-04-30')).toMatchObject({
    basis: 'rows',
    households: 50,
    residents: 150,
  });
});

test('what the ledger reports on a later day is not known yet, and is not called a survey', () => {
  const before = residencyOf({ ...courtyard, reportedOn: '2019-03-01' }, none(), '2019-02-28');

  expect(before).toMatchObject({ basis: 'unknown', households: 0 });
});

const allReadable = () => true;

test('every figure of a courtyard leads to the query behind it', () => {
  const rows = rowsBehind(
    'donghuan',
    [{ id: 'cyd_a', name: '花园颐院', basis: 'rows' }],
    '2019-04-30',
    allReadable,
  );

  expect(rows['courtyard.花园颐院.households']).toBe(
    '/api/v1/communities/donghuan/courtyard/households?courtyardId=cyd_a&figure=households&asOf=2019-04-30',
  );
  expect(rows['timeBank.serviceHours']).toBe(
    '/api/v1/communities/donghuan/timebank/service-records?until=2019-04-30',
  );
});

test("what a courtyard's ledger reports leads to the courtyard itself", () => {
  const rows = rowsBehind(
    'donghuan',
    [{ id: 'cyd_b', name: '桂湖院', basis: 'reported' }],
    '2019-04-30',
    allReadable,
  );

  expect(rows['courtyard.桂湖院.residents']).toBe('/api/v1/communities/donghuan/courtyard/courtyards/cyd_b');
});

test('a figure whose rows are not for the reader leads nowhere', () => {
  const committee: Actor = {
    kind: 'user',
    id: 'usr_1',
    name: '王芳',
    grants: [{ role: 'committeeMember', tenantId: 'tnt_a', courtyardIds: ['cyd_a'] }],
  };
  const readable = readableRows({ actor: committee, tenantId: 'tnt_a' } as Scope, ['cyd_a']);

  const rows = rowsBehind('donghuan', [{ id: 'cyd_a', name: '院', basis: 'rows' }], '2019-04-30', readable);

  expect(Object.keys(rows).toSorted()).toEqual(
    ['committeeMembers', 'committeePartyMembers', 'fundBalanceFen', 'meetings', 'opinions'].map(
      (figure) => `courtyard.院.${figure}`,
    ),
  );
});

test('the figures of named courtyards add up, without what belongs to none', () => {
  const figures = new Map([
    ['community', { ...none(), residents: 90, rooms: 4 }],
    ['cyd_a', { ...none(), residents: 30 }],
    ['cyd_b', { ...none(), residents: 20 }],
    ['cyd_c', { ...none(), residents: 40 }],
  ]);

  expect(figuresWithin(figures, ['cyd_a', 'cyd_b'])).toMatchObject({ residents: 50, courtyards: 2 });
  expect(figuresWithin(figures, ['cyd_a', 'cyd_b'])).not.toHaveProperty('rooms');
  expect(figuresWithin(figures, 'all')).toMatchObject({ residents: 90, rooms: 4 });
});

test('the rows behind a figure are those that its rule counts by the day, and all rows when none is asked for', () => {
  const office = { id: 'ofc_1', courtyardId: 'cyd_a', personName: '王芳', post: '主任', term: 1 };
  const held = { ...office, partyMember: false, since: '2015-03-01', endedByTerm: 2, endedOn: '2018-03-01' };
  const counts = (figure: 'committeeMembers' | 'committeePartyMembers', asOf?: string) =>
    behind(tallyOffice, { figure, asOf })?.(held);

  expect(counts('committeeMembers', '2018-02-28')).toBe(true);
  expect(counts('committeeMembers', '2018-03-01')).toBe(false);
  expect(counts('committeeMembers', '2015-02-28')).toBe(false);
  expect(counts('committeeMembers')).toBe(false);
  expect(counts('committeePartyMembers', '2018-02-28')).toBe(false);
  expect(behind(tallyOffice, { asOf: '2018-02-28' })).toBeUndefined();
});

const sum = (numbers: number[]) => numbers.reduce((total, number) => total + number, 0);

const none = () =>
  Object.fromEntries(METRICS.map((metric) => [metric, 0])) as Record<(typeof METRICS)[number], number>;

const served = (month: string, serviceMinutes: number) => ({
  month,
  figures: { ...none(), serviceMinutes, serviceRecords: serviceMinutes > 0 ? 1 : 0 },
});

const courtyard = {
  id: 'cyd_b',
  name: '桂湖院',
  position: 2,
  reportedHouseholds: 44,
  reportedResidents: 120,
  hasBranch: false,
  hasStation: false,
};
