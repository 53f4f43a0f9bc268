import type { Instant, PlainDate } from '../kernel/index.ts';
import type { OwnerKind } from './account.ts';
import { ENTRY_KINDS } from './points/entry.ts';

/** Why an account moved: what a line of its passbook says beside the numbers. */
export const MOVEMENT_KINDS = ['service', 'import', 'correction', ...ENTRY_KINDS] as const;
export type MovementKind = (typeof MOVEMENT_KINDS)[number];

/**
 * One change of one account. Points and minutes below zero for what leaves it. `sourceId` is the record that says all
 * about it (a service record, an entry of the points book, an import), `on` the day for which it counts, `at` when it was
 * posted, `other` who stands on the other side, in their name of then.
 */
export type Movement = {
  sourceId: string;
  kind: MovementKind;
  on: PlainDate;
  at: Instant;
  points: number;
  held: number;
  minutes: number;
  other?: string | undefined;
  reason?: string | undefined;
};

/** Whose account it is, for the first time that it moves. */
export type Owner = { ownerId: string; ownerKind: OwnerKind };
