import { notFound } from './errors.ts';

/** The courtyards that somebody may see or touch: all of a community, or the named ones. */
export type Courtyards = 'all' | readonly string[];

/** For one object in hand: what lies in another courtyard looks as if it were not there. `noun` is a word of the glossary. */
export function requireWithin(courtyards: Courtyards, courtyardId: string | undefined, noun: string): void {
  if (!isWithin(courtyards, courtyardId)) throw notFound(noun);
}

/**
 * What a list is about: the courtyard that is asked for, as far as somebody reaches it, or all that they reach. Nothing
 * is left of a courtyard elsewhere, exactly as of one that is not there.
 */
export function courtyardsAsked(reached: Courtyards, courtyardId: string | undefined): Courtyards {
  if (!courtyardId) return reached;
  return isWithin(reached, courtyardId) ? [courtyardId] : [];
}

/** Which rows of a list that has no index by courtyard lie in these; undefined where all do. */
export function rowsWithin(
  courtyards: Courtyards,
): ((row: { courtyardId?: string | undefined }) => boolean) | undefined {
  return courtyards === 'all' ? undefined : (row) => isWithin(courtyards, row.courtyardId);
}

/** What belongs to no courtyard is for those only who reach the whole community. */
export const isWithin = (courtyards: Courtyards, courtyardId: string | undefined): boolean =>
  courtyards === 'all' || (courtyardId !== undefined && courtyards.includes(courtyardId));
