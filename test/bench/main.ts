import { parseArgs } from 'node:util';
import { FAMILIES } from './families.ts';
import { holds, type Measurement, say } from './measure.ts';

/**
 * `npm run bench -- [--json] [--only <family or the beginning of a metric>]`. One measurement a line. What is measured is
 * built first where it is missing or old. Exit status 1 when a value breaks its limit or a metric was not measured;
 * one that this machine cannot measure is left out with a line that says so.
 */
const { values: options } = parseArgs({
  options: { json: { type: 'boolean', default: false }, only: { type: 'string', default: '' } },
});
const { only } = options;

const wanted = FAMILIES.filter(
  ({ name, metrics }) => name.startsWith(only) || metrics.some((metric) => metric.startsWith(only)),
);
if (wanted.length === 0) {
  say(`Nothing is called ${only}. There are ${FAMILIES.map(({ name }) => name).join(', ')}.`);
  process.exitCode = 2;
}

for (const family of wanted) {
  say(`— ${family.name}`);
  const missing = new Set(family.metrics);
  try {
    for await (const measurement of family.measure()) {
      if ('leftOut' in measurement) say(`– ${measurement.metric} is left out: ${measurement.leftOut}`);
      else print(measurement);
      missing.delete(measurement.metric);
    }
  } catch (error) {
    say(`  ${(error as Error).stack}`);
  }
  for (const metric of missing) {
    say(`✗ ${metric} was not measured`);
    process.exitCode = 1;
  }
}

function print(measurement: Measurement): void {
  const { metric, value, unit, limit } = measurement;
  const kept = holds(measurement);
  if (!kept) process.exitCode = 1;
  const bound = unit.endsWith('at least') ? '≥' : '≤';
  const line = options.json
    ? JSON.stringify(measurement)
    : `${kept ? '✓' : '✗'} ${metric}  ${value} ${unit}  (${bound} ${limit})`;
  process.stdout.write(`${line}\n`);
}
