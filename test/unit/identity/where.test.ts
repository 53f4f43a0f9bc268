import type { CleanedWhere } from 'better-auth/adapters';
import { describe, expect, it } from 'vitest';
import { matches, pinned } from '../../../functions/src/auth/where.ts';

const where = (
  field: string,
  operator: CleanedWhere['operator'],
  value: CleanedWhere['value'],
  more: Partial<CleanedWhere> = {},
): CleanedWhere => ({ field, operator, value, connector: 'AND', mode: 'sensitive', ...more });

const wang = { id: 'u1', name: 'Wang Fang', age: 61, image: null, createdAt: '2026-01-02T00:00:00.000Z' };

describe("better-auth's conditions", () => {
  it.each([
    [where('name', 'eq', 'Wang Fang'), true],
    [where('name', 'eq', 'wang fang'), false],
    [where('name', 'eq', 'wang fang', { mode: 'insensitive' }), true],
    [where('name', 'ne', 'Li'), true],
    [where('name', 'in', ['Li', 'Wang Fang']), true],
    [where('name', 'not_in', ['Li', 'Wang Fang']), false],
    [where('name', 'contains', 'g F'), true],
    [where('name', 'starts_with', '.*'), false],
    [where('name', 'ends_with', 'Fang'), true],
    [where('age', 'gte', 61), true],
    [where('age', 'gt', 61), false],
    [where('age', 'lt', 100), true],
    [where('age', 'lte', 60), false],
    [where('createdAt', 'lt', '2026-01-03T00:00:00.000Z'), true],
    [where('image', 'eq', null), true],
    [where('image', 'ne', null), false],
    [where('image', 'lt', 'z'), false],
    [where('image', 'contains', ''), false],
    [where('phone', 'eq', null), true],
  ])('%o holds: %s', (clause, holds) => {
    expect(matches(wang, [clause])).toBe(holds);
  });

  it('all of AND and one of OR', () => {
    const or = { connector: 'OR' } as const;
    expect(
      matches(wang, [where('id', 'eq', 'u1'), where('age', 'eq', 1, or), where('age', 'eq', 61, or)]),
    ).toBe(true);
    expect(matches(wang, [where('id', 'eq', 'u2'), where('age', 'eq', 61, or)])).toBe(false);
    expect(matches(wang, [where('age', 'eq', 1, or), where('age', 'eq', 2, or)])).toBe(false);
  });

  it('none means every row', () => {
    expect(matches(wang, [])).toBe(true);
  });
});

describe('a pinned field', () => {
  it('is one that only one value can meet', () => {
    expect(pinned([where('age', 'gt', 1), where('id', 'eq', 'u1')], 'id')).toBe('u1');
    expect(pinned([where('id', 'eq', 'u1', { connector: 'OR' })], 'id')).toBeUndefined();
    expect(pinned([where('id', 'eq', 'u1', { mode: 'insensitive' })], 'id')).toBeUndefined();
    expect(pinned([where('id', 'in', ['u1'])], 'id')).toBeUndefined();
  });
});
