import { z } from 'zod';
import { type Contribution, contribute, internal, personal } from '../kernel/index.ts';

/** A household (户) as the door-to-door survey found it. `householdNo` is its number within the courtyard. */
export const Household = z.object({
  id: internal(z.string()),
  courtyardId: internal(z.string()),
  householdNo: internal(z.string()),
  door: personal(z.string().optional()),
  headName: personal(z.string().optional()),
  surveyedOn: internal(z.string().optional()),
});
export type Household = z.infer<typeof Household>;

export const tallyHousehold = (household: Household): Contribution[] =>
  contribute('households', 1, { courtyardId: household.courtyardId, on: household.surveyedOn });
