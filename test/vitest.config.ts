import { defineConfig } from 'vitest/config';
import { LongestFirst } from './longest-first.ts';

const SECONDS = 1000;

/** One project a folder; the timeout is what the slowest honest test of that folder needs on two busy cores. */
const project = (name: string, testTimeout: number) => ({
  test: {
    name,
    root: import.meta.dirname,
    include: [`${name}/**/*.test.ts`],
    testTimeout,
    hookTimeout: Math.max(testTimeout, 60 * SECONDS),
    pool: 'forks' as const,
  },
});

export default defineConfig({
  test: {
    root: import.meta.dirname,
    maxWorkers: 2,
    sequence: { sequencer: LongestFirst },
    projects: [
      project('unit', 20 * SECONDS),
      project('store', 90 * SECONDS),
      project('api', 90 * SECONDS),
      project('cli', 60 * SECONDS),
      project('infra', 240 * SECONDS),
      project('web', 240 * SECONDS),
      project('battery', 1200 * SECONDS),
    ],
  },
});
