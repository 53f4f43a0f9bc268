import { z } from 'zod';
import { type Contribution, contribute, personal, publicField } from '../kernel/index.ts';

/** A function room (功能室) of the community's centre. `areaM2` in square metres, `capacity` in people. */
export const Room = z.object({
  id: publicField(z.string()),
  name: publicField(z.string()),
  position: publicField(z.number().int().nonnegative()),
  floor: publicField(z.string().optional()),
  areaM2: publicField(z.number().nonnegative().optional()),
  capacity: publicField(z.number().int().nonnegative().optional()),
  openingHours: publicField(z.string().optional()),
  keeper: personal(z.string().optional()),
});
export type Room = z.infer<typeof Room>;

export const tallyRoom = (_room: Room): Contribution[] => contribute('rooms', 1, {});
