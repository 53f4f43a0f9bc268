import { z } from 'zod';
import { type Contribution, contribute, personal, publicField } from '../kernel/index.ts';

export const Candidate = z.object({
  name: publicField(z.string()),
  politics: personal(z.enum(['partyMember', 'youthLeague', 'masses', 'other']).optional()),
  votes: publicField(z.number().int().nonnegative()),
  elected: publicField(z.boolean()),
  /** The post a winner takes on the committee. */
  post: publicField(z.string().optional()),
});
export type Candidate = z.infer<typeof Candidate>;

/**
 * A committee re-election (换届) and its result. The candidates are part of the record, not children of it: a result is
 * declared once and whole, a committee has a dozen candidates at most, and one read shows it.
 */
export const Election = z.object({
  id: publicField(z.string()),
  courtyardId: publicField(z.string()),
  /** The committee's term that was elected: 2 for 第二届. */
  term: publicField(z.number().int().positive()),
  eligibleHouseholds: publicField(z.number().int().nonnegative().optional()),
  presentHouseholds: publicField(z.number().int().nonnegative().optional()),
  ballotsIssued: publicField(z.number().int().nonnegative().optional()),
  ballotsReturned: publicField(z.number().int().nonnegative().optional()),
  ballotsValid: publicField(z.number().int().nonnegative().optional()),
  declaredOn: publicField(z.string().optional()),
  candidates: publicField(z.array(Candidate)),
});
export type Election = z.infer<typeof Election>;

/** The election without its candidates, as a list shows it. */
export const ElectionSummary = Election.omit({ candidates: true });
export type ElectionSummary = z.infer<typeof ElectionSummary>;

type Ballots = Pick<Election, 'ballotsIssued' | 'ballotsReturned' | 'ballotsValid'>;

/**
 * Ballots returned ≤ issued, or the election is void (DESIGN §6); nor can more be valid than were returned. A count that
 * the published result leaves out voids nothing.
 */
export function electionIsValid({ ballotsIssued, ballotsReturned, ballotsValid }: Ballots): boolean {
  return noMoreThan(ballotsReturned, ballotsIssued) && noMoreThan(ballotsValid, ballotsReturned);
}

const noMoreThan = (count: number | undefined, most: number | undefined): boolean =>
  count === undefined || most === undefined || count <= most;

export const tallyElection = (election: Election): Contribution[] =>
  contribute('elections', 1, { courtyardId: election.courtyardId, on: election.declaredOn });
