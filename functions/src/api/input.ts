import { dayIn } from '@linli/core/importing';
import { invalidFrom, type Metric } from '@linli/core/kernel';
import { validator } from 'hono-openapi';
import { z } from 'zod';

/** Checked query, body or path input, described in the OpenAPI document; every wrong field is named in one refusal. */
export const body = <S extends z.ZodType>(schema: S) => validator('json', schema, refuse);
/** A misspelt filter would answer with everything, as if it had been asked for. */
export const query = <S extends z.ZodRawShape>(schema: z.ZodObject<S>) =>
  validator('query', schema.strict(), refuse);

type Checked =
  | { success: true }
  | { success: false; error: Parameters<typeof invalidFrom>[0]; data: unknown };

function refuse(result: unknown): void {
  const checked = result as Checked;
  if (!checked.success) throw invalidFrom(checked.error, checked.data);
}

/** Query parameters of every list. */
export const PageQuery = z.object({
  limit: z.coerce.number().int().min(1).max(100).optional(),
  cursor: z.string().max(2000).optional(),
});

/** A day as people write it, in the styles that ledgers are read in: 2019-04-30, 2019.4.30, 2019年4月30日. */
export const Day = z.codec(z.string().max(40), z.iso.date(), {
  decode: (written) => dayIn(written) ?? written,
  encode: (day) => day,
});

/** A list that can show the rows behind these figures: of the one that is named, as it stood at the end of `asOf`. */
export const figures = <const M extends Metric>(...metrics: readonly [M, ...M[]]) => ({
  figure: z.enum(metrics).optional(),
  asOf: Day.optional(),
});

/** A list in order of day that can end with one. */
export const until = { until: Day.optional() };

/** One that can begin with the newest or the oldest, too. */
export const byDay = { ...until, order: z.enum(['asc', 'desc']).optional() };

/** The client-made id of a mutation; made in the form before sending, so that it works without JavaScript. */
export const keyed = validator('header', z.object({ 'idempotency-key': z.string().min(8).max(100) }), refuse);
