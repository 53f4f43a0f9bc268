import type { RequestEvent } from '@sveltejs/kit';
import { m } from '#lib/paraglide/messages.js';
import { type Answer, ask, submit } from '../ask.server.ts';
import { type FileFormat, fileHrefs } from '../files/file-format.ts';
import { tableFile } from '../files/table-file.server.ts';
import { auditHref, auditQuery } from './audit-query.ts';
import { type Entry, entryHead, entryLine, entryView } from './audit-view.ts';

type Records = { items: Entry[]; next?: string | undefined };
type Words = { actions: { action: string; name: string }[]; nouns: { noun: string; name: string }[] };

// The typed client, as the site's other pages use it: what is asked for is checked by the API, which names the field.
// biome-ignore lint/suspicious/noExplicitAny: filters come out of an address and are whatever somebody typed there.
type Asked = any;
type Answering<T> = Promise<{ ok: boolean; status: number; json(): Promise<T> }>;

/** One trail of the API: a community's, or the district office's own. */
export type Trail = {
  path: string;
  /** The console in which records can be opened. */
  base: string | undefined;
  records(query: Asked): Answering<Records>;
  words(): Answering<Words>;
};

const LINES_A_PAGE = 25;
const ROWS_A_FILE_PAGE = 100;

export async function loadAudit(event: RequestEvent, trail: Trail) {
  const { filters, cursor } = auditQuery(event.url.searchParams);
  const [answer, words] = await Promise.all([
    submit(event, trail.records({ ...filters, cursor, limit: String(LINES_A_PAGE) })),
    ask(event, trail.words()),
  ]);
  const { items, next } = await shown(event, answer);
  return {
    filters,
    problem: answer.ok ? undefined : answer.refusal.message,
    entries: items.map((entry) => entryView(entry, trail.base)),
    actions: words.actions.map(({ action, name }) => ({ value: action, label: name })),
    nouns: words.nouns.map(({ noun, name }) => ({ value: noun, label: name })),
    action: trail.path,
    files: fileHrefs(`${trail.path}/rows`, auditHref('', filters)),
    firstHref: cursor === undefined ? undefined : auditHref(trail.path, filters),
    nextHref: next === undefined ? undefined : auditHref(trail.path, filters, next),
  };
}

/** A filter that cannot be read comes back in its form with the API's word on it; anything else is the error page. */
async function shown(event: RequestEvent, answer: Answer<Records>): Promise<Records> {
  if (answer.ok) return answer.value;
  if (answer.refusal.status === 422) return { items: [] };
  return ask(event, Promise.resolve(refused(answer.refusal)));
}

const refused = ({ status, message }: { status: number; message: string }) => ({
  ok: false,
  status,
  json: async () => ({ error: { message } }) as never,
});

/** The whole trail that the page's filters ask for, read as fast as the person's connection takes it. */
export async function auditFile(event: RequestEvent, trail: Trail, format: FileFormat): Promise<Response> {
  const { filters } = auditQuery(event.url.searchParams);
  const pageFrom = (cursor?: string) =>
    ask(event, trail.records({ ...filters, cursor, limit: String(ROWS_A_FILE_PAGE) }));
  const first = await pageFrom();

  async function* lines() {
    yield entryHead();
    for (let page = first; ; page = await pageFrom(page.next)) {
      for (const entry of page.items) yield entryLine(entry);
      if (page.next === undefined) return;
    }
  }

  return tableFile(event, format, { title: m.audit_title(), name: 'audit', lines: lines() });
}
