/** One line of the bench. `limit` is what the value may not exceed; absent where there is nothing to compare with. */
export type Measurement = { metric: string; value: number; unit: string; limit?: number };

/** One family of metrics. Yields each measurement as soon as it has it. */
export type Family = {
  name: string;
  measure(): AsyncIterable<Measurement>;
};

/** Progress and reasons go to stderr, so that stdout holds nothing but measurements. */
export const say = (text: string): void => {
  process.stderr.write(`${text}\n`);
};

export const median = (values: readonly number[]): number => {
  const sorted = [...values].sort((a, b) => a - b);
  return sorted[Math.floor(sorted.length / 2)] ?? Number.NaN;
};

export const rounded = (value: number, digits = 2): number => Number(value.toFixed(digits));
