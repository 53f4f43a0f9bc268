import { describe, expect, it } from 'vitest';
import {
  type CheckedService,
  checkService,
  DEFAULT_CHECKS,
} from '../../../packages/core/src/timebank/hours/checks.ts';

const haircut: CheckedService = {
  id: 'new',
  servedOn: '2019-05-01',
  startsAt: '09:00',
  item: '理发',
  durationMinutes: 90,
  recipient: '李桂兰',
};
const other = (fields: Partial<CheckedService>): CheckedService => ({
  ...{ ...haircut, id: 'old', item: '巡逻', recipient: '院落' },
  ...fields,
});
const noticed = (others: CheckedService[], service = haircut) =>
  checkService(service, others, DEFAULT_CHECKS).map(({ kind }) => kind);

describe('what is noticed before hours are confirmed', () => {
  it('is nothing of a service that stands alone, or next to another', () => {
    expect(noticed([])).toEqual([]);
    expect(noticed([other({ startsAt: '10:30' }), other({ startsAt: '07:30' })])).toEqual([]);
  });

  it('is another service at the same time, be it by a minute', () => {
    expect(noticed([other({ startsAt: '10:29' })])).toEqual(['overlaps']);
    expect(noticed([other({ startsAt: '08:00', durationMinutes: 61 })])).toEqual(['overlaps']);
    expect(noticed([other({ servedOn: '2019-05-02' })])).toEqual([]);
  });

  it('is the same service twice on a day, unless both say when they began', () => {
    const twin = { item: '理发', recipient: '李桂兰', startsAt: undefined };
    expect(noticed([other(twin)])).toEqual(['sameAgain']);
    expect(noticed([other({ ...twin, startsAt: '15:00' })])).toEqual([]);
    expect(noticed([other({ ...twin, durationMinutes: 30 })])).toEqual([]);
  });

  it('is a day longer than eight hours, of all services of the day together', () => {
    const morning = other({ startsAt: undefined, durationMinutes: 390 });
    expect(noticed([morning])).toEqual([]);
    expect(checkService({ ...haircut, durationMinutes: 91 }, [morning], DEFAULT_CHECKS)).toEqual([
      { kind: 'longDay', count: 481 },
    ]);
  });

  it('is the same two people over and over', () => {
    const days = Array.from({ length: 15 }, (_, day) =>
      other({ id: `r${day}`, servedOn: `2019-04-${10 + day}`, recipient: '李桂兰' }),
    );
    expect(noticed(days.slice(1))).toEqual([]);
    expect(checkService(haircut, days, DEFAULT_CHECKS)).toEqual([{ kind: 'samePair', count: 16 }]);
    expect(noticed(days, { ...haircut, recipient: undefined })).toEqual([]);
  });

  it('is one account that enters more than anybody does in an hour, and less at night', () => {
    const at = (entries: number, hour: number) =>
      checkService(haircut, [], DEFAULT_CHECKS, { entries, hour }).map(({ kind, count }) => [kind, count]);
    expect(at(19, 10)).toEqual([]);
    expect(at(20, 10)).toEqual([['bulk', 21]]);
    expect(at(5, 23)).toEqual([['atNight', 6]]);
    expect(at(5, 6)).toEqual([]);
  });

  it('never is the service itself, read back', () => {
    expect(noticed([haircut])).toEqual([]);
  });
});
