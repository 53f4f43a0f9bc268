/**
 * One line of the bench. `limit` is what the value may not exceed, or, where the unit says "at least", what it may not
 * fall below.
 */
export type Measurement = { metric: string; value: number; unit: Unit; limit: number };

type Unit =
  | 'write units'
  | 'read units'
  | 'calls'
  | 'round trips'
  | 'KiB'
  | 'MiB'
  | 'ratio'
  | 'ratio, at least';

/** A metric that this machine cannot measure, and what it would take. That is no failure: what is not there breaks no limit. */
export type LeftOut = { metric: string; leftOut: string };

/** One family of metrics. Yields each measurement as soon as it has it, and passes over none of `metrics` in silence. */
export type Family = {
  name: string;
  metrics: readonly string[];
  measure(): AsyncIterable<Measurement | LeftOut>;
};

export const holds = ({ value, unit, limit }: Measurement): boolean =>
  unit.endsWith('at least') ? value >= limit : value <= limit;

/** Progress and reasons go to stderr, so that stdout holds nothing but measurements. */
export const say = (text: string): void => {
  process.stderr.write(`${text}\n`);
};

export const median = (values: readonly number[]): number => {
  const sorted = [...values].sort((a, b) => a - b);
  return sorted[Math.floor(sorted.length / 2)] ?? Number.NaN;
};

export const rounded = (value: number, digits = 2): number => Number(value.toFixed(digits));
