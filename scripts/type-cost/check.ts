import { spawnSync } from 'node:child_process';
import { fileURLToPath } from 'node:url';

/** Type instantiations to check one page's use of the API client; counted, so the same on every machine. */
const LIMIT = 320_000;

const here = (name: string) => fileURLToPath(new URL(name, import.meta.url));
const { stdout, status } = spawnSync(
  process.execPath,
  [here('../../node_modules/typescript/bin/tsc'), '-p', here('tsconfig.json'), '--extendedDiagnostics'],
  { encoding: 'utf8' },
);
const counted = Number(/Instantiations:\s+(\d+)/.exec(stdout)?.[1]);
if (status !== 0 || Number.isNaN(counted)) {
  console.error(stdout);
  process.exit(1);
}
console.log(`The API client costs ${counted} type instantiations of at most ${LIMIT}.`);
if (counted > LIMIT) {
  console.error('Annotate what the routes answer, or split the chain of routes: every page pays for this.');
  process.exit(1);
}
