import { z } from 'zod';
import { type Contribution, contribute } from '../kernel/index.ts';

/** A household (户) as the door-to-door survey found it. `householdNo` is its number within the courtyard. */
export const Household = z.object({
  id: z.string(),
  courtyardId: z.string(),
  householdNo: z.string(),
  door: z.string().optional(),
  headName: z.string().optional(),
  surveyedOn: z.string().optional(),
});
export type Household = z.infer<typeof Household>;

export const tallyHousehold = (household: Household): Contribution[] =>
  contribute('households', 1, { courtyardId: household.courtyardId, on: household.surveyedOn });
