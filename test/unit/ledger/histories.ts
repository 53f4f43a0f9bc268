import { type Entry, entryOf, type Posting } from '@linli/ledger';
import fc from 'fast-check';

const account = fc.constantFrom('fund', 'outside', 'shop', 'donor');
const amount = fc.integer({ min: -1_000_000_000, max: 1_000_000_000 });

/** Two to seven postings that sum to zero. */
export const balancedPostings: fc.Arbitrary<Posting[]> = fc
  .tuple(fc.array(fc.record({ account, amount }), { minLength: 1, maxLength: 6 }), account)
  .map(([postings, last]) => [
    ...postings,
    { account: last, amount: 0 - postings.reduce((sum, posting) => sum + posting.amount, 0) },
  ]);

/** Up to thirty entries of the book in fen, each with an id of its own. */
export const histories: fc.Arbitrary<Entry[]> = fc
  .array(balancedPostings, { maxLength: 30 })
  .map((all) => all.map((postings, i) => entryOf({ id: `e${i}`, book: 'fen', on: '2018-03-18', postings })));

export const ACCOUNTS = ['fund', 'outside', 'shop', 'donor'];
