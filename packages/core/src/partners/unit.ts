import { z } from 'zod';
import { type Contribution, contribute } from '../kernel/index.ts';

/** A regional unit (区域单位) that builds the community with it, and its three lists: resource, need, project. */
export const Unit = z.object({
  id: z.string(),
  position: z.number().int().nonnegative(),
  name: z.string(),
  partyOrganisation: z.string().optional(),
  contact: z.string().optional(),
  phone: z.string().optional(),
  resource: z.string().optional(),
  need: z.string().optional(),
  project: z.string().optional(),
});
export type Unit = z.infer<typeof Unit>;

export const tallyUnit = (_unit: Unit): Contribution[] => contribute('regionalUnits', 1, {});
