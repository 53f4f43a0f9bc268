import { buildSiteIfStale } from './site-build.ts';

buildSiteIfStale();
await import('../functions/src/local/main.ts');
