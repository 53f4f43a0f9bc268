import { z } from 'zod';
import { type Contribution, contribute, personal, publicField } from '../kernel/index.ts';

/** A regional unit (区域单位) that builds the community with it, and its three lists: resource, need, project. */
export const Unit = z.object({
  id: publicField(z.string()),
  position: publicField(z.number().int().nonnegative()),
  name: publicField(z.string()),
  partyOrganisation: publicField(z.string().optional()),
  contact: personal(z.string().optional()),
  phone: personal(z.string().optional(), 'phone'),
  resource: publicField(z.string().optional()),
  need: publicField(z.string().optional()),
  project: publicField(z.string().optional()),
});
export type Unit = z.infer<typeof Unit>;

export const tallyUnit = (_unit: Unit): Contribution[] => contribute('regionalUnits', 1, {});
