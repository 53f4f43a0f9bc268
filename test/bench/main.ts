import { parseArgs } from 'node:util';
import { bundles } from './bundles.ts';
import { growth } from './growth.ts';
import { importing } from './import.ts';
import { loading } from './loading.ts';
import { type Family, type Measurement, say } from './measure.ts';
import { pages } from './pages.ts';
import { record } from './record.ts';

/**
 * `npm run bench -- [--json] [--only <family or metric prefix>]`. One measurement a line; exit status 1 when one is over
 * its limit. A family whose subject has not been built says so on stderr and measures nothing.
 */
const FAMILIES: readonly Family[] = [record, importing, growth, loading, bundles, pages];

const { values: options } = parseArgs({
  options: { json: { type: 'boolean', default: false }, only: { type: 'string' } },
});

const wanted = FAMILIES.filter(
  ({ name }) => options.only === undefined || options.only.split('.')[0] === name,
);
if (wanted.length === 0) {
  say(`No such family: ${options.only}. There are ${FAMILIES.map(({ name }) => name).join(', ')}.`);
  process.exitCode = 2;
}

for (const family of wanted) {
  say(`— ${family.name}`);
  for await (const measurement of family.measure()) print(measurement);
}

function print(measurement: Measurement): void {
  const { metric, value, unit, limit } = measurement;
  const over = limit !== undefined && value > limit;
  if (over) process.exitCode = 1;
  const line = options.json
    ? JSON.stringify(measurement)
    : `${over ? '✗' : '✓'} ${metric}  ${value} ${unit}${limit === undefined ? '' : `  (≤ ${limit})`}`;
  process.stdout.write(`${line}\n`);
}
