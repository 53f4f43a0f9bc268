import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { dataFolder, discard, startLinli } from '../../support/linli.ts';
import type { Battery, Found, Size } from '../battery.ts';
import { say } from '../battery.ts';
import { oneOf, randomFrom } from '../random.ts';
import { Desk } from './desk.ts';
import { openTimeBank } from './time-bank.ts';

const KILLS = 20;
const KILLS_LONG = 200;
const CLIENTS = 8;
/** How long after the last start the next kill comes, at the most. */
const WITHIN_MS = 1500;

/**
 * The whole product on one machine, as `npm start` runs it, under load, and `kill -9` at any moment: of the server, or of
 * the engine below it. Whatever was acknowledged is there when it is back, nothing is there in part, and what nobody heard of
 * goes through when it is sent again.
 */
export const crash: Battery = {
  name: 'crash',
  run,
  planted: [
    {
      name: 'an entry is answered before it is done',
      file: 'packages/core/src/timebank/points/entry-operations.ts',
      find: '    await scope.table.commit([',
      plant:
        '    void ((writes) => setTimeout(() => void scope.table.commit(writes).catch(() => undefined), 400))([',
    },
    {
      name: 'a commit goes write by write, slowly',
      file: 'packages/core/src/table/table.ts',
      find: '    return this.#transact(writes);',
      plant:
        '    for (const one of writes) {\n      await this.#writeOne(one);\n      await this.#pause(150);\n    }',
    },
  ],
};

async function run({ long, firstSeed }: Size): Promise<Found> {
  const kills = long ? KILLS_LONG : KILLS;
  const random = randomFrom(firstSeed);
  const folder = dataFolder();
  let server = await startLinli(folder, '--empty');
  try {
    const token = readFileSync(join(folder, 'operator.token'), 'utf8').trim();
    const desk = new Desk(server.origin, token);
    const volunteers = await openTimeBank(desk);

    let load = desk.load(CLIENTS, volunteers, random);
    for (let n = 1; n <= kills; n++) {
      await sleep(random() * WITHIN_MS);
      if (oneOf(['server', 'engine'], random) === 'engine') await killEngine(folder);
      else {
        load.stop();
        await server.end('SIGKILL');
        await load.ended;
        server = await startLinli(folder);
        desk.origin = server.origin;
        load = desk.load(CLIENTS, volunteers, random);
      }
      if (n % 20 === 0) say(`  ${n} of ${kills} kills`);
    }
    await sleep(1000);
    load.stop();
    await load.ended;
    const failures = await desk.wrong(volunteers);
    return { tried: kills, failures, counts: { sent: desk.sent, acknowledged: desk.acknowledged } };
  } finally {
    await server.end('SIGINT');
    discard(folder);
  }
}

/** Of an engine that was killed a moment ago the note still names the dead one: then the next is waited for. */
async function killEngine(folder: string): Promise<void> {
  for (;;)
    try {
      process.kill(Number(readFileSync(join(folder, 'engine.pid'), 'utf8').split(' ')[0]), 'SIGKILL');
      return;
    } catch {
      await sleep(20);
    }
}
