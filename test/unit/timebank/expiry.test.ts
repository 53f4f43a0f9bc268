import type { PointsRule } from '@linli/core/timebank';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { expiryAhead, expiryDue, leftOfBefore } from '../../../packages/core/src/timebank/rules/expiry.ts';

const opening: PointsRule = { id: 'a', from: '1970-01-01', pointsPerHour: 10 };
const lasting = (id: string, from: string, expiresAfterMonths?: number): PointsRule => ({
  ...{ id, from, pointsPerHour: 10 },
  ...(expiresAfterMonths === undefined ? {} : { expiresAfterMonths }),
});

describe('the day on which points run out', () => {
  const rules = [opening, lasting('b', '2024-05-01', 12)];

  test('is the last of a month so many months after the year in which they were gained', () => {
    expect(expiryDue(rules, '2026-01-01')).toEqual({ gainedUntil: '2024-12-31', on: '2025-12-31' });
    expect(expiryDue([opening, lasting('b', '2024-05-01', 6)], '2026-07-01')).toEqual({
      ...{ gainedUntil: '2025-12-31', on: '2026-06-30' },
    });
  });

  test('is over on the day after', () => {
    expect(expiryDue(rules, '2024-12-31')).toBeUndefined();
    expect(expiryDue(rules, '2025-01-01')).toEqual({ gainedUntil: '2023-12-31', on: '2024-12-31' });
  });

  test('never lies before a rule that says so, nor so soon after that nobody could be told', () => {
    expect(expiryDue([opening, lasting('b', '2024-12-01', 12)], '2025-01-10')).toBeUndefined();
    expect(expiryDue([opening], '2026-01-10')).toBeUndefined();
  });

  test('stays where it is when another rule changes something else', () => {
    const changed = [...rules, { ...lasting('c', '2025-12-01', 12), pointsPerHour: 12 }];

    expect(expiryDue(changed, '2026-01-01')?.on).toBe('2025-12-31');
  });

  test('is not that of a rule which ended before', () => {
    expect(expiryDue([...rules, lasting('c', '2024-12-01')], '2025-06-01')).toBeUndefined();
  });

  test('is told ninety days ahead', () => {
    expect(expiryAhead(rules, '2025-10-01')).toBeUndefined();
    expect(expiryAhead(rules, '2025-10-02')).toEqual({ gainedUntil: '2024-12-31', on: '2025-12-31' });
    expect(expiryAhead(rules, '2025-12-31')?.on).toBe('2025-12-31');
  });
});

describe('what is left of the points gained before', () => {
  test('is what first in, first out leaves, whatever was gained and spent since', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 0, max: 500 }),
        fc.array(fc.integer({ min: -100, max: 100 }), { maxLength: 20 }),
        (before, moves) => {
          let [old, fresh] = [before, 0];
          const since: { points: number; held: number }[] = [];
          for (const move of moves) {
            const points = Math.max(move, -(old + fresh));
            since.push({ points, held: 0 });
            if (points > 0) fresh += points;
            else {
              const ofOld = Math.min(old, -points);
              old -= ofOld;
              fresh -= -points - ofOld;
            }
          }
          expect(leftOfBefore({ pointsBalance: old + fresh, pointsHeld: 0 }, since)).toBe(old);
        },
      ),
    );
  });

  test('is never more than can be spent: what is put aside waits', () => {
    expect(leftOfBefore({ pointsBalance: 20, pointsHeld: 80 }, [{ points: -80, held: 80 }])).toBe(20);
  });
});
