import { m } from '#lib/paraglide/messages.js';
import type { ImportSummary } from './import-types.ts';

const LABELS: Record<ImportSummary['state'], () => string> = {
  collecting: m.console_import_collecting,
  needsMapping: m.console_import_needs_mapping,
  preflighting: m.console_import_preflighting,
  ready: m.console_import_ready,
  running: m.console_import_running,
  done: m.console_import_done,
  failed: m.console_import_failed_state,
  undoing: m.console_import_undoing,
  undone: m.console_import_undone,
};

export const importStateLabel = (state: ImportSummary['state']): string => LABELS[state]();
