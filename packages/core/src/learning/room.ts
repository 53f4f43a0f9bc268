import { z } from 'zod';
import { type Contribution, contribute } from '../kernel/index.ts';

/** A function room (功能室) of the community's centre. `areaM2` in square metres, `capacity` in people. */
export const Room = z.object({
  id: z.string(),
  name: z.string(),
  position: z.number().int().nonnegative(),
  floor: z.string().optional(),
  areaM2: z.number().nonnegative().optional(),
  capacity: z.number().int().nonnegative().optional(),
  openingHours: z.string().optional(),
  keeper: z.string().optional(),
});
export type Room = z.infer<typeof Room>;

export const tallyRoom = (_room: Room): Contribution[] => contribute('rooms', 1, {});
