/**
 * How much of a battery is run: with `quick` what CI has time for, with `long` everything. `seeds` counts the seeded runs, from `firstSeed` on.
 * With `first` it may stop at the first failure: whoever asks only wants to know whether there is one.
 */
export type Size = { quick: boolean; long: boolean; seeds: number; firstSeed: number; first: boolean };

/**
 * What a battery found. `tried` counts single attempts (requests, tamperings, payloads), `failures` says of each that failed
 * what was done and what came of it, in a line that lets somebody do it again. `counts` are further figures of the run.
 */
export type Found = { tried: number; failures: string[]; counts?: Record<string, number> };

/** A hostile suite. It starts what it needs itself, on this machine only, and stops it. */
export type Battery = {
  name: string;
  run(size: Size): Promise<Found>;
  /** Bugs that it must catch when they are planted in a copy of the sources, one at a time. */
  planted: readonly PlantedBug[];
};

/**
 * One change to one source file that makes a promise untrue. `find` stands in `file` exactly once; the mutants' battery
 * plants it in a copy of the sources, never in the product.
 */
export type PlantedBug = { name: string; file: string; find: string; plant: string };

/** Progress and reasons go to stderr, so that stdout holds nothing but results. */
export const say = (text: string): void => {
  process.stderr.write(`${text}\n`);
};
