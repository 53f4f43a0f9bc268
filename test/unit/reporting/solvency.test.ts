import { METRICS, type Metric } from '@linli/core/kernel';
import { describe, expect, test } from 'vitest';
import {
  bought,
  byAge,
  lastTwelve,
  onShelf,
  outstandingOf,
} from '../../../packages/core/src/reporting/solvency.ts';

const figures = (some: Partial<Record<Metric, number>>) => ({
  ...(Object.fromEntries(METRICS.map((metric) => [metric, 0])) as Record<Metric, number>),
  ...some,
});
const gained = (month: string, pointsIssued: number) => ({ month, figures: figures({ pointsIssued }) });

describe('whether points can be redeemed', () => {
  test('what is outstanding was gained and has not left', () => {
    const moved = { pointsIssued: 100, pointsGranted: 50, pointsRedeemed: 30, pointsExpired: 20 };
    expect(outstandingOf(figures(moved))).toBe(100);
  });

  test('the oldest points are taken to be spent first, so what is left is of the last months', () => {
    const months = [gained('2023-01', 500), gained('2024-06', 100), gained('2025-03', 80)];

    expect(byAge(50, months, '2025-05-10')).toEqual({ withinYear: 50, yearBefore: 0, earlier: 0 });
    expect(byAge(150, months, '2025-05-10')).toEqual({ withinYear: 150, yearBefore: 0, earlier: 0 });
    expect(byAge(300, months, '2025-05-10')).toEqual({ withinYear: 180, yearBefore: 0, earlier: 120 });
    expect(byAge(300, months, '2025-06-10')).toEqual({ withinYear: 80, yearBefore: 100, earlier: 120 });
  });

  test('a year is twelve months in a row up to this one', () => {
    const months = lastTwelve([gained('2025-03', 80)], '2025-05-10');

    expect(months).toHaveLength(12);
    expect([months[0]?.month, months[11]?.month]).toEqual(['2024-06', '2025-05']);
    expect(months[9]).toEqual({ month: '2025-03', gained: 80, redeemed: 0, expired: 0 });
  });

  test('the shelf is worth its goods; what has no shelf is worth what people want of it', () => {
    const catalogue = [
      { id: 'a', name: '理发', type: 'service' as const, points: 20 },
      { id: 'b', name: '大米5kg', type: 'goods' as const, points: 120, stock: 30 },
    ];

    expect(onShelf(catalogue)).toBe(3600);
    expect(bought(catalogue, 250).map(({ affordable }) => affordable)).toEqual([12, 2]);
  });
});
