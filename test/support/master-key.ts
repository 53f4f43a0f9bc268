import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { MasterKey } from '@linli/core/courtyard';
import { fileMasterKey } from '../../functions/src/local/master-key.ts';

/** A master key of this test run's own, in a file as on one machine. */
export const testMasterKey: MasterKey = fileMasterKey(
  join(mkdtempSync(join(tmpdir(), 'linli-key-')), 'id-numbers.key'),
);
