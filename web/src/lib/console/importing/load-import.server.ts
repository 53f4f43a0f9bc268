import { error } from '@sveltejs/kit';
import { ask } from '../ask.server.ts';
import type { ConsoleEvent } from '../load-list.server.ts';
import type { Finding, ImportDetail } from './import-types.ts';
import { type ImportStep, isBusy, isImportStep } from './step.ts';

export type SheetFindings = { items: Finding[]; nextHref: string | undefined };

export type ImportView = {
  importing: ImportDetail;
  step: ImportStep;
  busy: boolean;
  /** Where the screens of this import are; a step is added. */
  base: string;
  /** Of the sheets that have any, by sheet id; only where they are shown. */
  findings: Record<string, SheetFindings>;
};

const FINDINGS_SHOWN = 20;

/** One screen of an import, in the console or in the district's wizard: `base` tells which. */
export async function loadImport(
  event: ConsoleEvent & { params: { importId: string; step: string } },
  base: string,
): Promise<ImportView> {
  const { community, importId, step } = event.params;
  if (!isImportStep(step)) error(404);
  const one = event.locals.api.communities[':community'].importing.imports[':id'];
  const importing = await ask(event, one.$get({ param: { community, id: importId } }));
  const busy = isBusy(importing.state);
  const shown = (step === 'preflight' || step === 'result') && !busy ? importing.sheets : [];
  return {
    importing,
    step,
    busy,
    base,
    findings: await findingsOf(event, importId, shown, `${base}/${step}`),
  };
}

/** The first findings of each sheet; `sheet` and `cursor` in the address open the next ones of one sheet. */
async function findingsOf(
  event: ConsoleEvent,
  importId: string,
  sheets: ImportDetail['sheets'],
  path: string,
): Promise<Record<string, SheetFindings>> {
  const { community } = event.params;
  const { findings } = event.locals.api.communities[':community'].importing.imports[':id'];
  const opened = event.url.searchParams.get('sheet');
  const cursor = event.url.searchParams.get('cursor') ?? undefined;
  const withFindings = sheets.filter(
    ({ rowsRejected, warnings, ignore }) => !ignore && rowsRejected + warnings > 0,
  );
  const pages = await Promise.all(
    withFindings.map(async ({ id }) => {
      const query = {
        sheetId: id,
        limit: String(FINDINGS_SHOWN),
        ...(id === opened && cursor !== undefined ? { cursor } : {}),
      };
      const page = await ask(event, findings.$get({ param: { community, id: importId }, query }));
      const nextHref =
        page.next === undefined
          ? undefined
          : `${path}?${new URLSearchParams({ sheet: id, cursor: page.next })}#${id}`;
      return [id, { items: page.items, nextHref }] as const;
    }),
  );
  return Object.fromEntries(pages);
}
