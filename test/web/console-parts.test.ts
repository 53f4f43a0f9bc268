import { describe, expect, it } from 'vitest';
import { dayOf, duration, hours, moment, yuan } from '../../web/src/lib/console/cell.ts';
import { csvLine } from '../../web/src/lib/console/csv.ts';
import { returnedForm, typedIn } from '../../web/src/lib/console/form.ts';
import { controlTotalFigures } from '../../web/src/lib/console/importing/control-total.ts';
import { listQuery, nextPage } from '../../web/src/lib/console/list-query.ts';
import { navigation } from '../../web/src/lib/console/navigation.ts';
import type { AnyNoun } from '../../web/src/lib/console/noun.ts';
import { isUnderWay, standsStill, waitsForSomebody } from '../../web/src/lib/console/provisioning.ts';
import type { Reach } from '../../web/src/lib/console/reach.ts';
import { metricLabel, metricNumber } from '../../web/src/lib/console/report/metric-label.ts';
import { serviceRecordIn } from '../../web/src/lib/console/service-record-form.ts';

describe('a value in the console', () => {
  it('shows minutes as hours, fen as yuan and an instant as Shanghai saw it', () => {
    expect(hours(90).text).toBe('1.5');
    expect(hours(100).text).toBe('1.67');
    expect(yuan(377_440).text).toBe('3,774.40');
    expect(moment('2019-04-30T16:30:00.000Z').text).toBe('2019-05-01 00:30');
  });
});

describe('a length of time', () => {
  it('is said as people say it', () => {
    const said = [0, 45, 60, 90, 100, 150, -90, -20, -100].map((minutes) => duration(minutes).text);
    expect(said).toEqual([
      '0 分钟',
      '45 分钟',
      '1 小时',
      '1.5 小时',
      '1 小时 40 分钟',
      '2.5 小时',
      '-1.5 小时',
      '-20 分钟',
      '-1 小时 40 分钟',
    ]);
  });
});

describe('a control total', () => {
  const total = { field: 'durationMinutes', heading: '服务时长', ref: 'G7', stated: 180, computed: 90 };

  it('is said in the units of the ledger, with both numbers where they differ and what is missing from the sum', () => {
    expect(controlTotalFigures({ ...total, computed: 180, unread: 0, matches: true })).toBe('3 小时');
    expect(controlTotalFigures({ ...total, unread: 0, matches: false })).toBe(
      '表上写 3 小时，各行合计 1.5 小时',
    );
    expect(controlTotalFigures({ ...total, unread: 2, matches: false })).toBe(
      '表上写 3 小时，各行合计 1.5 小时（有 2 格有问题，没有算进去，请先改好）',
    );
  });
});

describe('a counter', () => {
  it('is shown in the unit its label names', () => {
    expect([metricLabel('serviceMinutes'), metricNumber('serviceMinutes', 378_000)]).toEqual([
      '服务时长（小时）',
      '6,300',
    ]);
    expect(metricNumber('fundBalanceFen', 377_440)).toBe('3,774.40');
    expect(metricNumber('volunteers', 1_612)).toBe('1,612');
  });
});

describe('the menu of a community', () => {
  const everything = Object.fromEntries(
    ['courtyard', 'timebank', 'reporting', 'importing', 'identity'].map((domain) => [
      `${domain}:read`,
      'all',
    ]),
  ) as Record<string, 'all'>;
  const menuOf = (modules: Parameters<typeof navigation>[1], reach: Reach) => {
    const links = navigation('/console/donghuan', modules, reach).flatMap((group) => group.links);
    return [...new Set(links.map(({ href }) => href.split('/')[3]))];
  };

  it('leaves out what the community does not use', () => {
    expect(menuOf(['courtyard', 'timebank'], everything)).toEqual([
      'courtyard',
      'timebank',
      'report',
      'verify',
      'importing',
      'people',
      'messages',
      'roles',
    ]);
  });

  it('leaves out what whoever is signed in would be refused', () => {
    const leader = {
      'public:read': 'all',
      'governance:read': ['cyd_1'],
      'reporting:read': ['cyd_1'],
    } as const;
    // Of the time bank, the report of their courtyard.
    expect(menuOf(['courtyard', 'governance', 'timebank'], leader)).toEqual([
      'governance',
      'report',
      'timebank',
      'roles',
    ]);
  });
});

describe('provisioning', () => {
  const now = Date.parse('2026-11-24T08:02:00Z');
  const begun = { state: 'done', at: '2026-11-24T08:00:00Z' };
  const waiting = { state: 'waiting' };
  const stepsAt = (at: string) => [begun, { state: 'running', at }, waiting];

  it('stands still when no step was touched for a minute', () => {
    expect(standsStill({ steps: stepsAt('2026-11-24T08:00:30Z') }, now)).toBe(true);
    expect(standsStill({ steps: stepsAt('2026-11-24T08:01:30Z') }, now)).toBe(false);
  });

  it('does not stand still once it is over', () => {
    expect(standsStill({ steps: [begun, begun] }, now)).toBe(false);
  });

  it('goes on by itself between two steps, and waits for somebody before the first and after a failure', () => {
    const failed = { state: 'failed', at: begun.at };
    const lately = { state: 'done', at: '2026-11-24T08:01:30Z' };

    expect(isUnderWay({ steps: [lately, waiting] })).toBe(true);
    expect(waitsForSomebody({ steps: [lately, waiting] }, now)).toBe(false);
    for (const steps of [
      [waiting, waiting],
      [begun, failed, waiting],
    ])
      expect([isUnderWay({ steps }), waitsForSomebody({ steps }, now)]).toEqual([false, true]);
    expect(waitsForSomebody({ steps: [begun, begun] }, now)).toBe(false);
  });
});

describe('a day', () => {
  it('is the one it was in China', () => {
    expect(dayOf('2026-11-24T16:30:00.000Z').text).toBe('2026-11-25');
  });
});

describe('a line of an exported file', () => {
  it('cannot run as a formula, and keeps its numbers numbers', () => {
    const line = csvLine([{ text: '=1+1' }, { text: '说"好"，,' }, { text: '-1,250', number: true }]);
    expect(line).toBe(`'=1+1,"说""好""，,",-1250\r\n`);
  });
});

describe('the address of a list', () => {
  const noun = {
    path: 'courtyard/persons',
    search: () => '',
    filters: [{ name: 'courtyardId', label: () => '', options: 'courtyards' }],
    searchAlone: true,
  } as unknown as AnyNoun;

  it('asks only what the index answers', () => {
    const { asked } = listQuery(noun, new URLSearchParams('courtyardId=cyd_1&order=asc&other=1'));
    expect(asked).toEqual({ courtyardId: 'cyd_1' });
  });

  it('drops the filter that a search goes past, so that the page does not claim it', () => {
    const { asked } = listQuery(noun, new URLSearchParams('courtyardId=cyd_1&search=张'));
    expect(asked).toEqual({ search: '张' });
  });

  it('keeps what was asked on the next page', () => {
    const query = listQuery(noun, new URLSearchParams('courtyardId=cyd_1&cursor=abc&page=2'));
    expect(nextPage('/console/a/courtyard/persons', query, 'def')).toBe(
      '/console/a/courtyard/persons?courtyardId=cyd_1&cursor=def&page=3',
    );
  });
});

describe('a form that comes back', () => {
  it('keeps what was typed and says each field its own sentence', () => {
    const form = new FormData();
    form.set('item', ' 清扫楼道 ');
    const refusal = {
      status: 422,
      message: '有 2 处',
      field: 'item',
      issues: [{ field: 'servedOn', message: '必须填写' }],
    };

    expect(returnedForm(typedIn(form), refusal)).toEqual({
      typed: { item: '清扫楼道' },
      message: '有 2 处',
      errors: { item: '有 2 处', servedOn: '必须填写' },
    });
  });

  it('sends hours and minutes as whole minutes', () => {
    expect(serviceRecordIn({ hours: '1.5', minutes: '10' }).durationMinutes).toBe(100);
  });
});
