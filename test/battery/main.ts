import { parseArgs } from 'node:util';
import { BATTERIES } from './batteries.ts';
import { type Found, say } from './battery.ts';
import { mutants } from './mutants.ts';

/**
 * `npm run battery -- NAME [--json] [--seeds N] [--seed S] [--long] [--first]`. The last line is `{"name", "tried", "failed", …}`; exit
 * status 1 when anything failed, 2 when there is no such battery. `mutants` shows that the others can fail; with
 * `--only NAME` it plants the bugs of one battery.
 */
const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: {
    json: { type: 'boolean', default: false },
    long: { type: 'boolean', default: false },
    seeds: { type: 'string', default: '1' },
    seed: { type: 'string', default: '1' },
    only: { type: 'string' },
    first: { type: 'boolean', default: false },
  },
});

const [name = ''] = positionals;
const size = {
  quick: false,
  long: values.long,
  first: values.first,
  seeds: Number(values.seeds),
  firstSeed: Number(values.seed),
};
const battery = BATTERIES.find((one) => one.name === name);

if (name === 'mutants') finish(await mutants(BATTERIES, values.only));
else if (battery !== undefined) finish(await battery.run(size));
else {
  say(`No such battery: ${name}. There are ${[...BATTERIES.map((one) => one.name), 'mutants'].join(', ')}.`);
  process.exitCode = 2;
}

function finish({ tried, failures, counts = {} }: Found): void {
  for (const failure of failures) say(`✗ ${failure}`);
  const result = { name, tried, failed: failures.length, ...counts, seed: size.firstSeed };
  const words = Object.entries(result).map(([key, value]) => `${key} ${value}`);
  process.stdout.write(`${values.json ? JSON.stringify(result) : words.join('  ')}\n`);
  if (failures.length > 0) process.exitCode = 1;
}
