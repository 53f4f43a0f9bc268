import { idFrom, type Scope } from '@linli/core/kernel';
import { oneOf } from '../random.ts';

/** What an operation does to whom, by the battery's own reckoning and not by the product's. */
export type Effect = { holder: string; points?: number; held?: number; minutes?: number };

/**
 * One thing that somebody wants done, under one key, however often it is sent. `made` are the ids of what stands in the
 * books once it is done, by which the store tells whether it was.
 */
export type Operation = {
  key: string;
  kind: string;
  made: readonly string[];
  effects: readonly Effect[];
  /** What it takes out of stocks, below zero for what goes back. */
  goods?: readonly { itemId: string; quantity: number }[];
  run(scope: Scope): Promise<unknown>;
  /** Something else under the same key. */
  altered?: (scope: Scope) => Promise<unknown>;
  /** The holder whose points a hold put aside, and how many. */
  hold?: { from: string; points: number };
  /** The entry or record that it takes back, ends, or stands in place of. */
  about?: Operation;
};

/** What an operation is drawn from: `known` are those that are known to be done. */
export type Draw = { tenantId: string; key: string; random: () => number; known: readonly Operation[] };

export const upTo = (limit: number, random: () => number) => 1 + Math.floor(random() * limit);
/** The id of the entry that this operation makes under its own key. */
export const entryId = ({ tenantId, key }: Draw) => idFrom('pointsEntry', tenantId, key);
/** One of those that are done, of these kinds; several may be after the same. */
export function earlier({ random, known }: Draw, ...kinds: readonly string[]): Operation | undefined {
  const fitting = known.filter(({ kind }) => kinds.includes(kind)).slice(-12);
  return fitting.length === 0 ? undefined : oneOf(fitting, random);
}
