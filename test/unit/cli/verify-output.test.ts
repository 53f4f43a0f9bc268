import { beforeAll, expect, test, vi } from 'vitest';
import type { Verification } from '../../../packages/cli/src/verify-output.ts';

let inWords: typeof import('../../../packages/cli/src/verify-output.ts')['verificationInWords'];
beforeAll(async () => {
  vi.stubEnv('LC_ALL', 'zh_CN.UTF-8');
  ({ verificationInWords: inWords } = await import('../../../packages/cli/src/verify-output.ts'));
});

const total = (scope: string, metric: string, counter: number, recount = counter) => ({
  scope,
  period: 'all',
  metric,
  counter,
  recount,
  matches: counter === recount,
});
const nameOf = (id: string) => (id === 'cyd_1' ? '花园颐院' : id);

const agreeing: Verification = {
  matches: true,
  compared: { counters: 200, balances: 20, fundLines: 3 },
  counters: [
    total('cyd_1', 'residents', 150),
    total('community', 'serviceMinutes', 90),
    total('community', 'residents', 150),
  ],
  balances: [],
  fundLines: [],
};

test('what agrees is said first and in brief shown for the community alone, by subject, with both values', () => {
  const lines = inWords(agreeing, nameOf, true).split('\n');

  expect(lines[0]).toBe('比对了 200 个计数、20 个账户余额、3 笔微基金结余：全部相符。');
  expect(lines.filter((line) => line.includes('✓')).map((line) => line.replace(/ +/g, ' '))).toEqual([
    '全社区 · 居民 · 合计 150 150 ✓',
    '全社区 · 服务时长 · 合计 1.5 小时 1.5 小时 ✓',
  ]);
});

test('every counter is listed: the community, then each courtyard by its name, totals before months and days', () => {
  const month = { ...total('cyd_1', 'residents', 2), period: '2019-04' };
  const counters = [
    ...agreeing.counters,
    { ...month, metric: 'residents@12' },
    { ...month, metric: 'residents@3' },
    month,
  ];

  const lines = inWords({ ...agreeing, counters }, nameOf, false).split('\n');

  expect(lines.filter((line) => line.includes('✓')).map((line) => line.split('  ')[0])).toEqual([
    '全社区 · 居民 · 合计',
    '全社区 · 服务时长 · 合计',
    '花园颐院 · 居民 · 合计',
    '花园颐院 · 居民 · 2019-04',
    '花园颐院 · 居民 · 2019-04-3',
    '花园颐院 · 居民 · 2019-04-12',
  ]);
});

test('every difference is named in full: where, what, when, and both values in units', () => {
  const differing: Verification = {
    ...agreeing,
    matches: false,
    counters: [
      {
        scope: 'cyd_1',
        period: '2019-04',
        metric: 'fundBalanceFen@12',
        counter: 100,
        recount: 250,
        matches: false,
      },
    ],
    balances: [{ accountId: 'acc_1', balance: 'minutesServed', stored: 60, recount: 120, matches: false }],
    fundLines: [
      {
        courtyardId: 'cyd_1',
        enteredOn: '2019-04-12',
        summary: '修路灯',
        stated: 100,
        recount: 90,
        matches: false,
      },
    ],
  };

  const text = inWords(differing, nameOf, false);

  expect(text).toContain('花园颐院 · 微基金结余 · 2019-04-12：记的是 1.00 元，重新清点是 2.50 元');
  expect(text).toContain('账户 acc_1 · 服务时长：记的是 1 小时，重新清点是 2 小时');
  expect(text).toContain('花园颐院 · 微基金结余 · 2019-04-12 修路灯：记的是 1.00 元，重新清点是 0.90 元');
});
