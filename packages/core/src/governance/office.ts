import { z } from 'zod';
import { type Contribution, contribute, internal, type PlainDate, publicField } from '../kernel/index.ts';
import type { Election } from './election.ts';

/**
 * A post on a courtyard's committee (院委会) and who holds it in a term: from the day the result was declared until the
 * day a later term's result was. A result that states no day counts as of always.
 */
export const Office = z.object({
  id: internal(z.string()),
  courtyardId: publicField(z.string()),
  personName: publicField(z.string()),
  post: publicField(z.string()),
  partyMember: publicField(z.boolean()),
  term: publicField(z.number().int().positive()),
  since: publicField(z.string().optional()),
  /** The term whose election ended this one; absent while the office is held. */
  endedByTerm: internal(z.number().int().positive().optional()),
  /** The day that election was declared: from then on the office is not held. */
  endedOn: internal(z.string().optional()),
});
export type Office = z.infer<typeof Office>;

/** The office as the elections of its courtyard leave it: ended by the next of a later term, or held. */
export function amongElections(
  office: Office,
  elections: readonly Pick<Election, 'term' | 'declaredOn'>[],
): Office {
  const { endedByTerm: _, endedOn: __, ...held } = office;
  const [next] = elections.filter(({ term }) => term > office.term).sort((a, b) => a.term - b.term);
  return next === undefined ? held : { ...held, endedByTerm: next.term, endedOn: next.declaredOn };
}

/** From which day the office was held and from which it was not; undefined for one that was over before it began. */
function tenureOf({ since, endedByTerm, endedOn }: Office): { from?: PlainDate; to?: PlainDate } | undefined {
  if (endedByTerm === undefined) return { from: since };
  if (endedOn === undefined || (since !== undefined && endedOn <= since)) return undefined;
  return { from: since, to: endedOn };
}

/** Counts from the day it was held, and no more from the day it ended. */
export const tallyOffice = (office: Office): Contribution[] => {
  const tenure = tenureOf(office);
  if (tenure === undefined) return [];
  const { from, to } = tenure;
  return [...seatOf(office, 1, from), ...(to === undefined ? [] : seatOf(office, -1, to))];
};

const seatOf = (
  { courtyardId, partyMember }: Office,
  by: 1 | -1,
  on: PlainDate | undefined,
): Contribution[] => [
  ...contribute('committeeMembers', by, { courtyardId, on }),
  ...contribute('committeePartyMembers', partyMember ? by : 0, { courtyardId, on }),
];

const POSTS = ['书记', '主任', '副书记', '副主任', '委员'];

/** As a notice lists a committee: its head first, posts of another name last. */
export const inOrderOfPost = (offices: readonly Office[]): Office[] =>
  offices.toSorted((a, b) => rankOf(a.post) - rankOf(b.post));

const rankOf = (post: string): number => {
  const rank = POSTS.indexOf(post);
  return rank < 0 ? POSTS.length : rank;
};
