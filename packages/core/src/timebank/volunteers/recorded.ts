import type { z } from 'zod';
import { type Made, view } from '../../table/index.ts';

/** A record that somebody entered by hand, handed out with who wrote it down and when. */
export const viewRecorded = <S extends z.ZodType>(shape: S, stored: Record<string, unknown>): z.output<S> => {
  const { byName: by } = stored['made'] as Made;
  return view(shape, { ...stored, recorded: { at: stored['createdAt'], by } });
};
