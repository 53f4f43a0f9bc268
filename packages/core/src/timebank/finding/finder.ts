import { z } from 'zod';
import { personal } from '../../kernel/index.ts';
import type { Volunteer } from '../volunteer.ts';
import { initialsOf } from './initials.ts';

/**
 * What a volunteer is found by at the desk, beside their number and name, which have an index of their own: `initials` of
 * the name, and the `tail`, the last four digits of their phone. One item each; its id says all, so that a query for its
 * beginning finds it.
 */
const FINDERS = ['initials', 'tail'] as const;
type FinderKind = (typeof FINDERS)[number];

export const Finder = z.object({
  /** `<kind>.<what is typed>.<volunteer>`. */
  id: personal(z.string()),
});
export type Finder = z.infer<typeof Finder>;

/** What an id of this kind begins with when this was typed: initials as far as they were, a tail whole. */
export const findersLike = (kind: FinderKind, typed: string): string =>
  kind === 'tail' ? `${kind}.${typed}.` : `${kind}.${typed}`;

export const volunteerOfFinder = ({ id }: Finder): string => id.slice(id.lastIndexOf('.') + 1);

/** All that a volunteer is found by, given the last digits of their phone where there is one. */
export function findersOf(
  { id, name }: Pick<Volunteer, 'id' | 'name'>,
  phoneTail: string | undefined,
): Finder[] {
  const initials = initialsOf(name);
  return [
    ...(initials === '' ? [] : [{ id: `initials.${initials}.${id}` }]),
    ...(phoneTail === undefined ? [] : [{ id: `tail.${phoneTail}.${id}` }]),
  ];
}
