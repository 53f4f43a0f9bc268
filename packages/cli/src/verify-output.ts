import { say } from './language.ts';

export type Verification = {
  matches: boolean;
  compared: { counters: number; balances: number };
  counters: {
    scope: string;
    period: string;
    metric: string;
    counter: number;
    recount: number;
    matches: boolean;
  }[];
  balances: { accountId: string; balance: string; stored: number; recount: number; matches: boolean }[];
};

/** Each counter with both values, the wrong ones marked. */
export function verificationInWords({ matches, compared, counters, balances }: Verification): string {
  const mark = (right: boolean) => (right ? '✓' : '✗');
  return [
    ...counters.map(
      (c) => `${mark(c.matches)} ${c.scope} ${c.metric} ${c.period}  ${c.counter} / ${c.recount}`,
    ),
    ...balances.map((b) => `${mark(b.matches)} ${b.accountId} ${b.balance}  ${b.stored} / ${b.recount}`),
    say(
      `比对了 ${compared.counters} 个计数和 ${compared.balances} 个账户余额：${matches ? '全部相符' : '有不符，见 ✗'}。`,
      `Compared ${compared.counters} counters and ${compared.balances} balances: ${matches ? 'all agree' : 'some differ, see ✗'}.`,
    ),
  ].join('\n');
}
