export { Home, home } from './home.ts';
export { Overview, overview } from './overview.ts';
export { projectTallies } from './projection.ts';
export { RebuildInput, Rebuilt, rebuildCounters } from './rebuild.ts';
export { Report, report } from './report.ts';
export { Solvency } from './solvency.ts';
export { solvency } from './solvency-operations.ts';
export { totalsOf } from './totals.ts';
export { Verification, verify } from './verify.ts';
