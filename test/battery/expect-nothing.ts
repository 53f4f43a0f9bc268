import { expect } from 'vitest';
import type { Battery } from './battery.ts';

/** Runs a battery in the size that CI has time for. */
export async function expectNothing({ run }: Pick<Battery, 'run'>): Promise<void> {
  const { tried, failures } = await run({ quick: true, long: false, seeds: 1, firstSeed: 1, first: false });

  expect(failures.slice(0, 20)).toEqual([]);
  expect(tried).toBeGreaterThan(0);
}
