import { describe, expect, test } from 'vitest';
import { lastDayOf, monthsBegun } from '../../../packages/core/src/reporting/service-period.ts';
import {
  asToldOutside,
  type CourtyardLine,
  type ServiceReport,
} from '../../../packages/core/src/reporting/service-report.ts';
import {
  categoriesIn,
  categoriesOf,
  daysAround,
  MONTHS,
  MONTHS_OF_COMMUNITY,
  placeOf,
  sortKeyOf,
  stepsOf,
  TOTALS,
} from '../../../packages/core/src/reporting/tally-item.ts';

const line = (name: string, volunteers: number, serviceRecords = volunteers): CourtyardLine => ({
  ...{ id: name, name, volunteers, partyVolunteers: 0, serviceRecords },
  ...{ serviceMinutes: 60 * serviceRecords, peopleServed: serviceRecords, pointsIssued: serviceRecords },
});

const reportOf = (...courtyards: CourtyardLine[]): ServiceReport => ({
  ...{ period: '2026', until: '2026-04-30', months: [], categories: [], courtyards },
  total: { ...line('all', 20), partyVolunteers: 5 },
});

const toldOf = (...courtyards: CourtyardLine[]) =>
  asToldOutside(reportOf(...courtyards)).courtyards.map(({ name, volunteers }) => [name, volunteers]);

describe('what leaves the community', () => {
  test('tells of a courtyard with three volunteers or none', () => {
    expect(toldOf(line('甲', 3), line('乙', 0), line('丙', 9))).toEqual([
      ['甲', 3],
      ['乙', 0],
      ['丙', 9],
    ]);
  });

  test('puts one that is too small together with the next smallest, so that the total does not give it away', () => {
    expect(toldOf(line('甲', 1), line('乙', 5), line('丙', 9))).toEqual([
      ['丙', 9],
      [undefined, 6],
    ]);
  });

  test('counts services of a courtyard that has no volunteer any more with the others', () => {
    expect(toldOf(line('甲', 0, 2), line('乙', 2), line('丙', 4))).toEqual([[undefined, 6]]);
  });

  test('says nothing of so few that they would be known', () => {
    expect(toldOf(line('甲', 1), line('乙', 1))).toEqual([]);
    const { total } = asToldOutside({
      ...reportOf(),
      total: { ...line('all', 4), partyVolunteers: 2 },
    });
    expect(total).toMatchObject({ volunteers: 4 });
    expect(total.partyVolunteers).toBeUndefined();
  });
});

describe('a period', () => {
  test('has the months that have begun, and ends today where it is not over', () => {
    expect(monthsBegun('2026', '2026-03-02')).toEqual(['2026-01', '2026-02', '2026-03']);
    expect(monthsBegun('2025-02', '2026-03-02')).toEqual(['2025-02']);
    expect(lastDayOf('2024-02', '2026-03-02')).toBe('2024-02-29');
    expect(lastDayOf('2026', '2026-03-02')).toBe('2026-03-02');
  });
});

describe('the counters of a category', () => {
  const steps = stepsOf({
    ...{ scope: 'community', metric: 'serviceMinutes', by: 30, on: '2026-04-12' },
    category: '健康/义诊 @家',
  });
  const step = steps.at(-1);

  test('stand in the month, with whatever a category is called', () => {
    expect(step).toEqual({
      sortKey: 'among#2026-04#community',
      attribute: 'serviceMinutes/健康/义诊 @家',
      by: 30,
    });
    expect(categoriesIn({ sk: 'x', [step?.attribute ?? '']: 30 })).toEqual([
      { metric: 'serviceMinutes', category: '健康/义诊 @家', count: 30 },
    ]);
    expect(sortKeyOf(placeOf(step?.sortKey ?? ''))).toBe(step?.sortKey);
  });

  test('lie where nothing else is read', () => {
    const lies = ({ from, to }: { from: string; to: string }) =>
      from <= (step?.sortKey ?? '') && (step?.sortKey ?? '') <= to;

    expect([TOTALS, MONTHS, MONTHS_OF_COMMUNITY, daysAround('2026-04-12')].some(lies)).toBe(false);
    expect(lies(categoriesOf({ first: '2026-01', last: '2026-12' }))).toBe(true);
    expect(lies(categoriesOf({ first: '2026-05', last: '2026-12' }))).toBe(false);
  });
});
