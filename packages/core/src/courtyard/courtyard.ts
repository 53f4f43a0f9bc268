import { z } from 'zod';
import { type Contribution, contribute } from '../kernel/index.ts';

/**
 * A courtyard (院落): the yard and houses that neighbours share. The `reported…` numbers are what the ledger says; what
 * Linli counts itself comes from households and persons, so that the two can be compared.
 */
export const Courtyard = z.object({
  id: z.string(),
  name: z.string(),
  /** 序号 in the community's list. */
  position: z.number().int().nonnegative(),
  address: z.string().optional(),
  /** As written: `80年代`, `1985年`. */
  builtText: z.string().optional(),
  /** The first day of the first year `builtText` can mean: from then on the courtyard counts. */
  builtFrom: z.string().optional(),
  reportedHouseholds: z.number().int().optional(),
  reportedResidents: z.number().int().optional(),
  reportedPartyMembers: z.number().int().optional(),
  reportedRetiredPartyMembers: z.number().int().optional(),
  reportedOn: z.string().optional(),
  /** A party branch of its own. */
  hasBranch: z.boolean(),
  /** A neighbour station (邻里驿站). */
  hasStation: z.boolean(),
  management: z.string().optional(),
  grid: z.string().optional(),
  /** What the courtyard is known for (一院一特色). */
  feature: z.string().optional(),
  note: z.string().optional(),
});
export type Courtyard = z.infer<typeof Courtyard>;

export const tallyCourtyard = (courtyard: Courtyard): Contribution[] =>
  contribute('courtyards', 1, { on: courtyard.builtFrom });
