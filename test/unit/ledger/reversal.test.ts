import { assertNotReversed, entryOf, reversalOf } from '@linli/ledger';
import { expect, test } from 'vitest';

const entry = entryOf({
  id: 'e1',
  book: 'points',
  on: '2019-04-12',
  postings: [
    { account: 'member', amount: 30 },
    { account: 'issuance', amount: -30 },
    { account: 'courtyard', amount: 0 },
  ],
});

test('a reversal takes back posting for posting and names what it reverses', () => {
  expect(reversalOf(entry, 'r1')).toEqual({
    id: 'r1',
    book: 'points',
    on: '2019-04-12',
    reverses: 'e1',
    postings: [
      { account: 'member', amount: -30 },
      { account: 'issuance', amount: 30 },
      { account: 'courtyard', amount: 0 },
    ],
  });
});

test('a reversal stays: it cannot be reversed itself', () => {
  expect(() => reversalOf(reversalOf(entry, 'r1'), 'r2')).toThrow(
    expect.objectContaining({ rule: 'reversalIsFinal' }),
  );
});

test('an entry is reversed once', () => {
  expect(() => assertNotReversed('e1', new Set(['e1']))).toThrow(
    expect.objectContaining({ rule: 'reversalOnce' }),
  );
  expect(() => assertNotReversed('e1', new Set(['e2']))).not.toThrow();
});
