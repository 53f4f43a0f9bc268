import { ask } from '../ask.server.ts';
import type { ConsoleEvent } from '../load-list.server.ts';
import type { Finding, Sheet } from './import-types.ts';

/** What a person looks at: what keeps rows out, or everything in the order of the rows. */
export type FindingsShown = 'problems' | 'all';

export type SheetFindings = {
  items: Finding[];
  shown: FindingsShown;
  /** The other look at the same sheet; absent where both would be the same. */
  otherHref: string | undefined;
  firstHref: string | undefined;
  nextHref: string | undefined;
};

type ImportEvent = ConsoleEvent & { params: { importId: string } };
type Cursor = string | undefined;

const SHOWN = 20;

/** The findings of each sheet that has any. `sheet`, `show` and `cursor` in the address say how one of them is opened. */
export async function findingsOf(
  event: ImportEvent,
  sheets: readonly Sheet[],
  path: string,
): Promise<Record<string, SheetFindings>> {
  const found = sheets.filter(({ rowsRejected, warnings, ignore }) => !ignore && rowsRejected + warnings > 0);
  const pages = await Promise.all(
    found.map(async (sheet) => [sheet.id, await findingsOfSheet(event, sheet, path)] as const),
  );
  return Object.fromEntries(pages);
}

async function findingsOfSheet(event: ImportEvent, sheet: Sheet, path: string): Promise<SheetFindings> {
  const { searchParams } = event.url;
  const opened = searchParams.get('sheet') === sheet.id ? searchParams : new URLSearchParams();
  const cursor = opened.get('cursor') ?? undefined;
  const mixed = sheet.rowsRejected > 0 && sheet.warnings > 0;
  // What keeps rows out is looked at first; notes wait.
  const shown = mixed && opened.get('show') !== 'all' ? 'problems' : 'all';
  const { items, next } = await pageOf(event, sheet.id, shown, cursor);

  const hrefOf = (show: FindingsShown, from: Cursor) =>
    `${path}?${new URLSearchParams({ sheet: sheet.id, show, ...(from === undefined ? {} : { cursor: from }) })}#${sheet.id}`;
  return {
    items,
    shown,
    otherHref: mixed ? hrefOf(shown === 'all' ? 'problems' : 'all', undefined) : undefined,
    firstHref: cursor === undefined ? undefined : hrefOf(shown, undefined),
    nextHref: next === undefined ? undefined : hrefOf(shown, next),
  };
}

async function pageOf(event: ImportEvent, sheetId: string, shown: FindingsShown, cursor: Cursor) {
  const { community, importId: id } = event.params;
  const { findings } = event.locals.api.communities[':community'].importing.imports[':id'];
  const query = {
    sheetId,
    limit: String(SHOWN),
    ...(shown === 'problems' ? { severity: 'problem' as const } : {}),
    ...(cursor === undefined ? {} : { cursor }),
  };
  return ask(event, findings.$get({ param: { community, id }, query }));
}
