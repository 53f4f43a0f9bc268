/** The screens of an import, in the order in which a person meets them. */
export const IMPORT_STEPS = ['files', 'sheets', 'preflight', 'result'] as const;
export type ImportStep = (typeof IMPORT_STEPS)[number];

export const isImportStep = (step: string): step is ImportStep =>
  (IMPORT_STEPS as readonly string[]).includes(step);

/** The screen that shows what an import is waiting for. */
export function stepOf(state: string): ImportStep {
  if (state === 'collecting') return 'files';
  if (state === 'needsMapping') return 'sheets';
  if (state === 'preflighting' || state === 'ready') return 'preflight';
  return 'result';
}

const BUSY_STATES = new Set(['preflighting', 'running', 'undoing']);

/** Work is under way: the page looks again by itself. */
export const isBusy = (state: string): boolean => BUSY_STATES.has(state);
