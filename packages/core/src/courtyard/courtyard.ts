import { z } from 'zod';
import { type Contribution, contribute, internal, publicField } from '../kernel/index.ts';

/**
 * A courtyard (院落): the yard and houses that neighbours share. The `reported…` numbers are what the ledger says; what
 * Linli counts itself comes from households and persons, so that the two can be compared.
 */
export const Courtyard = z.object({
  id: publicField(z.string()),
  name: publicField(z.string()),
  /** 序号 in the community's list. */
  position: publicField(z.number().int().nonnegative()),
  address: publicField(z.string().optional()),
  /** As written: `80年代`, `1985年`. */
  builtText: publicField(z.string().optional()),
  /** The first day of the first year `builtText` can mean: from then on the courtyard counts. */
  builtFrom: publicField(z.string().optional()),
  reportedHouseholds: publicField(z.number().int().optional()),
  reportedResidents: publicField(z.number().int().optional()),
  reportedPartyMembers: publicField(z.number().int().optional()),
  reportedRetiredPartyMembers: publicField(z.number().int().optional()),
  reportedOn: publicField(z.string().optional()),
  /** A party branch of its own. */
  hasBranch: publicField(z.boolean()),
  /** A neighbour station (邻里驿站). */
  hasStation: publicField(z.boolean()),
  management: publicField(z.string().optional()),
  grid: publicField(z.string().optional()),
  /** What the courtyard is known for (一院一特色). */
  feature: publicField(z.string().optional()),
  note: internal(z.string().optional()),
});
export type Courtyard = z.infer<typeof Courtyard>;

export const tallyCourtyard = (courtyard: Courtyard): Contribution[] =>
  contribute('courtyards', 1, { on: courtyard.builtFrom });
