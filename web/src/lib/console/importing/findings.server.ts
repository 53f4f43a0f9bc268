import { ask } from '../ask.server.ts';
import type { ConsoleEvent } from '../load-list.server.ts';
import type { Finding, FindingKind, ImportDetail, Sheet } from './import-types.ts';
import type { ImportStep } from './step.ts';

/** A kind of finding as the page lists it. `href` shows all of it alone; the one that is shown has none. */
type ListedKind = FindingKind & { href: string | undefined };

export type SheetFindings = {
  kinds: FindingKind[];
  /** The kinds of which there is more than the one line below: these are chosen from. */
  listed: ListedKind[];
  /** Of the kind that was asked for; else what keeps rows out and what is to be checked. */
  items: Finding[];
  /** Back from one kind; absent where no kind was asked for. */
  urgentHref: string | undefined;
  firstHref: string | undefined;
  nextHref: string | undefined;
};

type ImportEvent = ConsoleEvent & { params: { importId: string } };
type Asked = { code?: string; cursor?: string };

const SHOWN = 20;

/** Where findings are shown: beside the outcome of preflight, and beside what was written. */
export const showsFindings = ({ state }: ImportDetail, step: ImportStep): boolean =>
  step === 'result' ? state === 'done' : step === 'preflight' && ['ready', 'needsMapping'].includes(state);

/** The findings of each sheet that has any. `sheet`, `code` and `cursor` in the address say how one of them is opened. */
export async function findingsOf(
  event: ImportEvent,
  sheets: readonly Sheet[],
  path: string,
): Promise<Record<string, SheetFindings>> {
  const found = sheets.filter((sheet) => !sheet.ignore && sheet.found.length > 0);
  const pages = await Promise.all(
    found.map(async ({ id }) => [id, await findingsOfSheet(event, id, path)] as const),
  );
  return Object.fromEntries(pages);
}

async function findingsOfSheet(event: ImportEvent, sheetId: string, path: string): Promise<SheetFindings> {
  const { searchParams } = event.url;
  const opened = searchParams.get('sheet') === sheetId ? searchParams : new URLSearchParams();
  const asked = { code: opened.get('code') ?? undefined, cursor: opened.get('cursor') ?? undefined };
  const { items, kinds, next } = await pageOf(event, sheetId, asked);

  const hrefOf = (wanted: Asked) =>
    `${path}?${new URLSearchParams({ sheet: sheetId, ...wanted })}#${sheetId}`;
  const ofKind = asked.code === undefined ? {} : { code: asked.code };
  return {
    kinds,
    listed: kinds
      .filter(({ count, routine }) => count > 1 || routine)
      .map((kind) => ({ ...kind, href: kind.code === asked.code ? undefined : hrefOf({ code: kind.code }) })),
    items,
    urgentHref: asked.code === undefined ? undefined : hrefOf({}),
    firstHref: asked.cursor === undefined ? undefined : hrefOf(ofKind),
    nextHref: next === undefined ? undefined : hrefOf({ ...ofKind, cursor: next }),
  };
}

function pageOf(
  event: ImportEvent,
  sheetId: string,
  { code, cursor }: { [K in keyof Asked]: string | undefined },
) {
  const { community, importId: id } = event.params;
  const { findings } = event.locals.api.communities[':community'].importing.imports[':id'];
  const query = {
    sheetId,
    limit: String(SHOWN),
    ...(code === undefined ? { routine: 'false' } : { code: code as Finding['code'] }),
    ...(cursor === undefined ? {} : { cursor }),
  };
  return ask(event, findings.$get({ param: { community, id }, query }));
}
