import { type Entry, entryOf, LedgerError, type LedgerRule, type Posting } from '@linli/ledger';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { balancedPostings } from './histories.ts';

const made = (postings: Posting[]): Entry => ({ id: 'e1', book: 'fen', on: '2018-03-18', postings });

function ruleBrokenBy(act: () => unknown): LedgerRule | undefined {
  try {
    act();
    return undefined;
  } catch (error) {
    if (error instanceof LedgerError) return error.rule;
    throw error;
  }
}

test('what one account gains another gives', () => {
  const entry = entryOf(
    made([
      { account: 'fund', amount: 300_000 },
      { account: 'outside', amount: -300_000 },
    ]),
  );

  expect(entry.postings).toEqual([
    { account: 'fund', amount: 300_000 },
    { account: 'outside', amount: -300_000 },
  ]);
});

test('postings that sum to zero are always taken', () => {
  fc.assert(fc.property(balancedPostings, (postings) => entryOf(made(postings)).postings.length >= 2));
});

test('an entry out of balance by any amount, too much or too little, is refused', () => {
  fc.assert(
    fc.property(
      balancedPostings,
      fc.integer().filter((by) => by !== 0),
      (postings, by) => {
        const [first, ...others] = postings as [Posting, ...Posting[]];
        const crooked = [{ ...first, amount: first.amount + by }, ...others];
        expect(ruleBrokenBy(() => entryOf(made(crooked)))).toBe('sumsToZero');
      },
    ),
  );
});

test.each([[[]], [[{ account: 'fund', amount: 0 }]]])(
  'fewer than two postings are no entry: %j',
  (postings) => {
    expect(ruleBrokenBy(() => entryOf(made(postings)))).toBe('twoPostings');
  },
);

test.each([0.5, Number.NaN, Number.POSITIVE_INFINITY, 2 ** 53])(
  '%d is not a whole number of units',
  (amount) => {
    const postings = [
      { account: 'fund', amount },
      { account: 'outside', amount: -amount },
    ];
    expect(ruleBrokenBy(() => entryOf(made(postings)))).toBe('wholeUnits');
  },
);

// In floating point 2^53 - 1 + 2 - (2^53 - 1) - 1 comes to 0.
test('a unit lost among very large amounts is still found', () => {
  const most = Number.MAX_SAFE_INTEGER;
  const postings = [most, 2, -most, -1].map((amount, i) => ({ account: `a${i}`, amount }));
  expect(ruleBrokenBy(() => entryOf(made(postings)))).toBe('sumsToZero');
});

test('an entry cannot be edited', () => {
  const entry = entryOf(
    made([
      { account: 'fund', amount: 1 },
      { account: 'outside', amount: -1 },
    ]),
  );

  expect(() => Object.assign(entry.postings[0] as object, { amount: 2 })).toThrow(TypeError);
  expect(() => Object.assign(entry, { on: '2019-01-01' })).toThrow(TypeError);
});
