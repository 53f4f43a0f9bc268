import { bundles } from './bundles.ts';
import { growth } from './growth.ts';
import { importing } from './import.ts';
import { loading } from './loading.ts';
import type { Family } from './measure.ts';
import { pages } from './pages.ts';
import { points } from './points.ts';
import { record } from './record.ts';
import { transfers } from './transfers/family.ts';

/** In the order in which they are measured: the quick ones that say most come first. */
export const FAMILIES: readonly Family[] = [
  record,
  points,
  transfers,
  importing,
  growth,
  loading,
  bundles,
  pages,
];
