import { type Entry, entryOf } from '@linli/ledger';
import { z } from 'zod';
import { type Contribution, contribute, internal, personal } from '../../kernel/index.ts';
import type { Occasion } from '../catalogue/offer.ts';
import { Goods } from './goods.ts';

/** What can happen in the points book beside service that earns. */
export const ENTRY_KINDS = [
  'issue',
  'transfer',
  'gift',
  'hold',
  'capture',
  'release',
  'redemption',
  'expiry',
  'reversal',
] as const;

/** The community's own accounts. Nobody spends from them and nothing guards them: their balances are derived. */
export const SYSTEM_ACCOUNTS = ['issuance', 'redemption', 'expiry'] as const;
type SystemAccount = (typeof SYSTEM_ACCOUNTS)[number];

export const isSystemAccount = (account: string): account is SystemAccount =>
  (SYSTEM_ACCOUNTS as readonly string[]).includes(account);

/**
 * Whole points that one account gains, or gives when below zero. `part: 'held'` is what the account has put aside; `name`
 * whose it is, in their name of then.
 */
export const PointsPosting = z.object({
  account: internal(z.string()),
  part: internal(z.literal('held').optional()),
  amount: personal(z.number().int()),
  name: personal(z.string().optional()),
});
export type PointsPosting = z.infer<typeof PointsPosting>;

/**
 * One event of the points book, immutable: its postings sum to zero. `on` is the day for which it counts. A hold runs out at
 * `holdUntil`; `goods` is what a redemption handed over or a hold has set aside; `orderedFor` the day for which these were
 * ordered, under whose limits they were counted; `listId` names the list (积分名单) of which it posts a part; `countedIn` are
 * the periods of the quota that it was counted towards. `closes` names the hold that a capture, a release or a list's first part
 * ends, `reverses` the entry that a reversal takes back, `corrects` the reversed entry in whose place this one was posted.
 */
export const PointsEntry = z.object({
  id: internal(z.string()),
  kind: internal(z.enum(ENTRY_KINDS)),
  on: internal(z.string()),
  postings: personal(z.array(PointsPosting)),
  reason: personal(z.string().optional()),
  holdUntil: internal(z.string().optional()),
  goods: internal(z.array(Goods).optional()),
  orderedFor: internal(z.string().optional()),
  countedIn: internal(z.array(z.string()).optional()),
  listId: internal(z.string().optional()),
  closes: internal(z.string().optional()),
  reverses: internal(z.string().optional()),
  corrects: internal(z.string().optional()),
});
export type PointsEntry = z.infer<typeof PointsEntry>;

/** An entry with what became of it: the reversal that took it back, the capture or release that ended the hold. */
export const PointsEntryDetail = PointsEntry.extend({
  /** Who entered it, and when. */
  recorded: internal(z.object({ at: internal(z.string()), by: personal(z.string()) }).optional()),
  reversedBy: internal(z.string().optional()),
  closedBy: internal(z.string().optional()),
});
export type PointsEntryDetail = z.infer<typeof PointsEntryDetail>;

/** The entry as the ledger's arithmetic sees it. Throws `LedgerError` when it is out of balance. */
export const ledgerEntryOf = ({ id, on, postings, reverses }: PointsEntry): Entry =>
  entryOf({
    id,
    book: 'points',
    on,
    postings: postings.map(({ account, part, amount }) => ({
      account: part === undefined ? account : `${account}.${part}`,
      amount,
    })),
    ...(reverses === undefined ? {} : { reverses }),
  });

/** What an entry does to each account that is not the community's own, in the order of the postings. */
export function movesOf({
  postings,
}: Pick<PointsEntry, 'postings'>): Map<string, { points: number; held: number }> {
  const moves = new Map<string, { points: number; held: number }>();
  for (const { account, part, amount } of postings) {
    if (isSystemAccount(account)) continue;
    const move = moves.get(account) ?? { points: 0, held: 0 };
    if (part === 'held') move.held += amount;
    else move.points += amount;
    moves.set(account, move);
  }
  return moves;
}

/** Whom an account dealt with: the one name on the other side of the entry, or none where there are several. */
export function otherSideOf(
  { postings }: Pick<PointsEntry, 'postings'>,
  account: string,
): string | undefined {
  const moved = postings.reduce((sum, each) => (each.account === account ? sum + each.amount : sum), 0);
  const isOther = (each: PointsPosting) => each.account !== account && each.amount > 0 !== moved > 0;
  const others = new Set(postings.filter(isOther).map(({ name }) => name));
  return others.size === 1 ? [...others][0] : undefined;
}

/** When goods were redeemed or ordered for, and by whom: what they were counted under. */
export const occasionOf = ({ postings: [given], on, orderedFor = on }: PointsEntry): Occasion => ({
  accountId: given?.account ?? '',
  on: orderedFor,
});

/** What left the community's own hand beside service, what was redeemed, what ran out; a reversal takes any of it back. */
export const tallyPointsEntry = ({ postings, on }: PointsEntry): Contribution[] =>
  postings.flatMap(({ account, amount }) => {
    if (account === 'issuance') return contribute('pointsGranted', -amount, { on });
    if (account === 'expiry') return contribute('pointsExpired', amount, { on });
    return account === 'redemption' ? contribute('pointsRedeemed', amount, { on }) : [];
  });
