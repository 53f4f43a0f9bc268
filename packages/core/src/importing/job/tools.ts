import type { MasterKey } from '../../courtyard/index.ts';
import type { Clock, Scope } from '../../kernel/index.ts';
import type { Files } from '../files.ts';

/** What a worker is handed to do an import's work. */
export type JobTools = {
  scope: Scope;
  files: Files;
  /** For the ID numbers that a ledger may hold. */
  masterKey: MasterKey;
  clock: Clock;
  /** True when the worker must stop soon (a Lambda near its limit); the work then goes on in another turn. */
  outOfTime: () => boolean;
};
