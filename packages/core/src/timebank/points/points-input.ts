import { z } from 'zod';

/** Points of one posting: more than any community issues in a year would be a slip of the finger. */
export const Points = z.number().int().min(1).max(1_000_000);

/** Why points move, in a line of the passbook. */
export const Reason = z.string().trim().min(2).max(120);
