import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { orderStream } from '../../functions/src/local/stream-order.ts';
import { type Engine, startEngine } from '../support/engine.ts';

/** An engine on a file of its own with its stream in order, as on one machine: without it every write looks through all of it. */
export async function startOrderedEngine(): Promise<Engine> {
  const folder = await mkdtemp(join(tmpdir(), 'linli-engine-'));
  const dbPath = join(folder, 'engine.db');
  const engine = await startEngine({ dbPath });
  orderStream(dbPath);
  return {
    ...engine,
    async stop() {
      await engine.stop();
      await rm(folder, { recursive: true });
    },
  };
}
