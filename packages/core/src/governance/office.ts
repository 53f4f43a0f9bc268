import { z } from 'zod';
import { type Contribution, contribute } from '../kernel/index.ts';

/** A post on a courtyard's committee (院委会) and who holds it in a term. */
export const Office = z.object({
  id: z.string(),
  courtyardId: z.string(),
  personName: z.string(),
  post: z.string(),
  partyMember: z.boolean(),
  term: z.number().int().positive(),
  since: z.string().optional(),
});
export type Office = z.infer<typeof Office>;

export const tallyOffice = (office: Office): Contribution[] => {
  const at = { courtyardId: office.courtyardId, on: office.since };
  return [
    ...contribute('committeeMembers', 1, at),
    ...contribute('committeePartyMembers', office.partyMember ? 1 : 0, at),
  ];
};

const POSTS = ['书记', '主任', '副书记', '副主任', '委员'];

/** As a notice lists a committee: its head first, posts of another name last. */
export const inOrderOfPost = (offices: readonly Office[]): Office[] =>
  offices.toSorted((a, b) => rankOf(a.post) - rankOf(b.post));

const rankOf = (post: string): number => {
  const rank = POSTS.indexOf(post);
  return rank < 0 ? POSTS.length : rank;
};
