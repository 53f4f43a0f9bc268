import { join } from 'node:path';

/** The Lambdas. The same word names the entry file in functions/src/lambda, the bundle, the construct and its alarms. */
export const LAMBDAS = ['api', 'auth', 'web', 'stream', 'jobs'] as const;
export type LambdaName = (typeof LAMBDAS)[number];

export const ROOT = join(import.meta.dirname, '..', '..');
const BUILD = join(import.meta.dirname, '..', '.build');

/** Exactly what is uploaded: `index.mjs` and whatever it reads beside it. */
export const bundleFolder = (name: LambdaName): string => join(BUILD, name);

/** esbuild's account of what went into a bundle. Beside the folder, because it is not part of what is uploaded. */
export const metafileOf = (name: LambdaName): string => join(BUILD, `${name}.meta.json`);

/** The source maps of a bundle, `<file>.mjs.map`. Beside the folder too: only `npm run stack` reads them. */
export const mapsFolder = (name: LambdaName): string => join(BUILD, `${name}.maps`);
