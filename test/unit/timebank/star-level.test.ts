import { describe, expect, it } from 'vitest';
import { publicName } from '../../../packages/core/src/timebank/recognition/public-name.ts';
import {
  earliestEnd,
  publicUntil,
  workingDaysAfter,
} from '../../../packages/core/src/timebank/recognition/publicity.ts';
import { yearOf } from '../../../packages/core/src/timebank/recognition/service-year.ts';
import { candidateOf } from '../../../packages/core/src/timebank/recognition/star-candidate.ts';
import { starDue, starReached } from '../../../packages/core/src/timebank/recognition/star-level.ts';

describe('a star level', () => {
  it.each([
    [0, 0],
    [100 * 60 - 1, 0],
    [100 * 60, 1],
    [300 * 60, 2],
    [600 * 60, 3],
    [1000 * 60, 4],
    [1500 * 60 - 1, 4],
    [1500 * 60, 5],
    [90_000 * 60, 5],
  ])('is reached at the whole hour: %i minutes are %i stars', (minutes, stars) => {
    expect(starReached(minutes)).toBe(stars);
  });

  it('is due when it is reached and not granted, and never below the one that somebody has', () => {
    expect(starDue({ minutesServed: 18_000 })).toBe(2);
    expect(starDue({ minutesServed: 18_000, star: 1 })).toBe(2);
    expect(starDue({ minutesServed: 18_000, star: 2 })).toBe(0);
    expect(starDue({ minutesServed: 6000, star: 2 })).toBe(0);
  });
});

describe('a publicity of star levels', () => {
  it.each([
    ['2026-11-30', '2026-12-03', 'from Monday to Thursday'],
    ['2026-12-03', '2026-12-08', 'from Thursday over the weekend to Tuesday'],
    ['2026-12-05', '2026-12-09', 'from Saturday to Wednesday'],
    ['2026-12-30', '2027-01-04', 'over the end of the year: holidays are for staff to add'],
  ])('opened on %s ends on %s at the earliest: %3$s', (opened, ends) => {
    expect(earliestEnd.star(opened)).toBe(ends);
  });

  it('ends later when somebody says so, and never earlier', () => {
    expect(publicUntil('star', '2026-11-30', '2026-12-10')).toBe('2026-12-10');
    expect(publicUntil('star', '2026-11-30', undefined)).toBe('2026-12-03');
    expect(() => publicUntil('star', '2026-11-30', '2026-12-02')).toThrow('2026-12-03');
  });

  it('counts no day of opening', () => {
    expect(workingDaysAfter('2026-11-30', 1)).toBe('2026-12-01');
  });
});

it('a name on a public page keeps the first character, and the last of three or more', () => {
  expect(['王芳', '王小芳', '欧阳小芳', '芳'].map(publicName)).toEqual(['王*', '王*芳', '欧**芳', '芳*']);
});

describe('an account as the stream tells it', () => {
  const account = { ownerKind: 'member', ownerId: 'vol_1', minutesServed: 6000, lineCount: 9 };

  it('says which star is due, and a later word of it is the greater', () => {
    const at = (change: object) => candidateOf({ ...account, ...change })?.version ?? '';

    expect(candidateOf(account)).toMatchObject({ id: 'vol_1', due: 1 });
    expect(at({ lineCount: 10 }) > at({})).toBe(true);
    expect(at({ star: 1 }) > at({})).toBe(true);
    expect(at({ lineCount: 10 }) > at({ star: 5 })).toBe(true);
  });

  it('says nothing of a card, nor of somebody whose data were erased', () => {
    expect(candidateOf({ ...account, ownerKind: 'enterprise' })).toBeUndefined();
    expect(candidateOf({ ...account, erased: true })).toMatchObject({ due: 0 });
  });
});

it('a year has twelve months, and what was taken back is taken off', () => {
  const served = { category: '清扫', servedOn: '2026-03-02', durationMinutes: 90 };
  const year = yearOf('2026', [served, served, { ...served, durationMinutes: -90, reverses: 'rec_1' }]);

  expect(year.months).toHaveLength(12);
  expect(year.months[2]).toEqual({ month: '2026-03', minutes: 90 });
  expect(year).toMatchObject({
    minutes: 90,
    times: 1,
    services: [{ category: '清扫', times: 1, minutes: 90 }],
  });
});
