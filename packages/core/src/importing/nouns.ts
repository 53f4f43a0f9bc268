import type { Drafter } from '../table/index.ts';

// biome-ignore lint/suspicious/noExplicitAny: drafters of different nouns side by side; only their common half is used.
export type Nouns = readonly Drafter<any>[];
