import { hoursEntryOf, pointsEntryOf, postedTo, type ServiceRecord } from '@linli/core/timebank';
import { describe, expect, test } from 'vitest';

const record = (durationMinutes: number, points: number): ServiceRecord => ({
  id: 'rec_1',
  servedOn: '2019-04-12',
  item: '理发',
  category: '便民',
  volunteerId: 'vol_1',
  volunteerNo: 'DH0001',
  volunteerName: '王芳',
  accountId: 'acc_1',
  durationMinutes,
  points,
  ruleId: 'rul_1',
  peopleServed: 1,
});

describe('the entries of a service record', () => {
  test('are one in each book, and what the member gains the other side gives', () => {
    expect(hoursEntryOf(record(90, 15))).toMatchObject({
      book: 'minutes',
      postings: [
        { account: 'acc_1', amount: 90 },
        { account: 'served', amount: -90 },
      ],
    });
    expect(pointsEntryOf(record(90, 15))).toMatchObject({
      book: 'points',
      postings: [
        { account: 'acc_1', amount: 15 },
        { account: 'issuance', amount: -15 },
      ],
    });
  });

  test('refuse fractions of a unit', () => {
    expect(() => hoursEntryOf(record(1.5, 0))).toThrow(/whole/);
  });

  test('add up to what the account gains in each book', () => {
    const two = [record(90, 15), { ...record(30, 5), id: 'rec_2' }];
    expect(postedTo('acc_1', two)).toEqual({ points: 20, minutes: 120 });
    expect(postedTo('acc_2', two)).toEqual({ points: 0, minutes: 0 });
  });
});
