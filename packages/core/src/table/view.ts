import type { z } from 'zod';
import { masked, type Page } from '../kernel/index.ts';

/** What an operation hands out: the noun's own fields, without keys and provenance, and with numbers of people masked. */
export const view = <S extends z.ZodType>(shape: S, item: unknown): z.output<S> =>
  masked(shape, shape.parse(item));

export const viewPage = <S extends z.ZodType>(shape: S, page: Page<unknown>): Page<z.output<S>> => ({
  ...page,
  items: page.items.map((item) => view(shape, item)),
});
