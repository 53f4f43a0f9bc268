import { error } from '@sveltejs/kit';
import { ask } from '../ask.server.ts';
import type { ConsoleEvent } from '../load-list.server.ts';
import { findingsOf, type SheetFindings, showsFindings } from './findings.server.ts';
import type { ImportDetail } from './import-types.ts';
import { type ImportStep, isBusy, isImportStep } from './step.ts';

export type ImportView = {
  importing: ImportDetail;
  step: ImportStep;
  busy: boolean;
  /** Where the screens of this import are; a step is added. */
  base: string;
  /** Of the sheets that have any, by sheet id; only where they are shown. */
  findings: Record<string, SheetFindings>;
};

/** One screen of an import, in the console or in the district's wizard: `base` tells which. */
export async function loadImport(
  event: ConsoleEvent & { params: { importId: string; step: string } },
  base: string,
): Promise<ImportView> {
  const { community, importId, step } = event.params;
  if (!isImportStep(step)) error(404);
  const one = event.locals.api.communities[':community'].importing.imports[':id'];
  const importing = await ask(event, one.$get({ param: { community, id: importId } }));
  const shown = showsFindings(importing, step) ? importing.sheets : [];
  const findings = await findingsOf(event, shown, `${base}/${step}`);
  return { importing, step, busy: isBusy(importing.state), base, findings };
}
