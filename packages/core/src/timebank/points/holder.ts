import { z } from 'zod';
import type { Owner } from '../movement.ts';
import type { PointsPosting } from './entry.ts';

/** Who holds an account, by the id of a volunteer or of a collective card: the id says which. */
export const HolderId = z.string().regex(/^(vol|crd)_[0-9a-z]{26}$/);

export const CardId = z.string().regex(/^crd_[0-9a-z]{26}$/);

export const isCard = (holderId: string): boolean => holderId.startsWith('crd_');

/** Somebody who holds an account, as an entry needs to know them. `personId` is there for a person. */
export type Holder = Owner & {
  accountId: string;
  name: string;
  courtyardId?: string | undefined;
  personId?: string | undefined;
  /** Of a card from which points leave by two holders' signatures only. */
  signatures?: number | undefined;
};

/** Points to or from a holder's account. */
export const postingOf = ({ accountId, name }: Holder, amount: number): PointsPosting => ({
  account: accountId,
  amount,
  name,
});

/** The same account's postings on the other part: what is put aside, or no longer. */
export const heldPostingOf = (holder: Holder, amount: number): PointsPosting => ({
  ...postingOf(holder, amount),
  part: 'held',
});

/** What a reversal posts: the entry's opposite. What a hold had taken goes back to what can be spent, as the hold is over. */
export const takenBack = (postings: readonly PointsPosting[]): PointsPosting[] =>
  postings.map(({ part: _, amount, ...posting }) => ({ ...posting, amount: 0 - amount }));
