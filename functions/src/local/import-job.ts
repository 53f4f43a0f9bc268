import { setTimeout as sleep } from 'node:timers/promises';
import { carryOn } from '../jobs/carry-on.ts';
import { loggable } from '../log-line.ts';
import { folderFiles } from './files.ts';
import type { ImportTask } from './import-process.ts';
import { fileMasterKey } from './master-key.ts';
import { openTables } from './tables.ts';

/** How long to wait when another worker, perhaps one that was killed, holds the community's turn. */
const TURN_WAIT_MS = 1000;

// Run by import-process.ts: one import, from where it stands to its end.
const { endpoint, folder, masterKeyFile, aheadMs, ...job } = JSON.parse(process.argv[2] ?? '') as ImportTask;
const clock = () => new Date(Date.now() + aheadMs).toISOString();
const deps = {
  ...openTables(endpoint),
  files: folderFiles(folder),
  masterKey: fileMasterKey(masterKeyFile),
  clock,
};

// The server stops, or is gone: the next start goes on after the chunk at hand.
let stopping = !process.connected;
process.once('disconnect', () => {
  stopping = true;
});

try {
  while (!stopping && (await carryOn(deps, job, () => stopping)) === 'more') {
    if (!stopping) await sleep(TURN_WAIT_MS);
  }
  process.exit(0);
} catch (error) {
  const { stack } = error as Error;
  console.error(JSON.stringify(loggable({ level: 'error', event: 'job', ...job, error: stack })));
  process.exit(1);
}
