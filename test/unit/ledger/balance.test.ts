import { balanceOf, type Entry, entryOf, replay, reversalOf, runningBalances } from '@linli/ledger';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { ACCOUNTS, histories } from './histories.ts';

const posted = (id: string, amount: number, book: Entry['book'] = 'fen') =>
  entryOf({
    id,
    book,
    on: '2018-03-18',
    postings: [
      { account: 'fund', amount },
      { account: 'outside', amount: -amount },
    ],
  });

test('all accounts together always hold nothing', () => {
  fc.assert(
    fc.property(histories, (entries) => {
      const total = [...replay(entries).values()].reduce((sum, balance) => sum + balance, 0);
      expect(total).toBe(0);
    }),
  );
});

test('replaying gives every account the balance that its own postings give', () => {
  fc.assert(
    fc.property(histories, (entries) => {
      const balances = replay(entries);
      for (const account of ACCOUNTS) expect(balances.get(account) ?? 0).toBe(balanceOf(account, entries));
    }),
  );
});

test('the order of entries does not change a balance', () => {
  fc.assert(
    fc.property(histories, (entries) => {
      expect(balanceOf('fund', entries.toReversed())).toBe(balanceOf('fund', entries));
    }),
  );
});

test('each running balance is the balance of the entries so far', () => {
  fc.assert(
    fc.property(histories, (entries) => {
      const running = runningBalances('fund', entries);
      running.forEach((balance, i) => {
        expect(balance).toBe(balanceOf('fund', entries.slice(0, i + 1)));
      });
      expect(running).toHaveLength(entries.length);
    }),
  );
});

test('reversing any entry of a history leaves the balances as if it had never been', () => {
  const withOne = histories
    .filter((entries) => entries.length > 0)
    .chain((entries) => fc.tuple(fc.constant(entries), fc.nat({ max: entries.length - 1 })));
  fc.assert(
    fc.property(withOne, ([entries, at]) => {
      const reversed = [...entries, reversalOf(entries[at] as Entry, 'taken back')];
      const without = entries.filter((_, i) => i !== at);
      replay(reversed);
      for (const account of ACCOUNTS) expect(balanceOf(account, reversed)).toBe(balanceOf(account, without));
    }),
  );
});

test('minutes, points and fen are never added together', () => {
  const mixed = [posted('e1', 60, 'minutes'), posted('e2', 10, 'points')];

  expect(() => balanceOf('fund', mixed)).toThrow(/minutes and points/);
  expect(() => runningBalances('fund', mixed)).toThrow(/minutes and points/);
  expect(() => replay(mixed)).toThrow(/minutes and points/);
});

test('a history that tells an entry twice is refused', () => {
  expect(() => replay([posted('e1', 5), posted('e1', 5)])).toThrow(/e1 is there twice/);
});

test('a history that reverses an entry twice is refused', () => {
  const entry = posted('e1', 5);

  expect(() => replay([entry, reversalOf(entry, 'r1'), reversalOf(entry, 'r2')])).toThrow(
    expect.objectContaining({ rule: 'reversalOnce' }),
  );
});

test('a balance too large to be exact is refused instead of rounded', () => {
  const most = Number.MAX_SAFE_INTEGER;

  expect(() => balanceOf('fund', [posted('e1', most), posted('e2', 1)])).toThrow(
    expect.objectContaining({ rule: 'withinRange' }),
  );
});
