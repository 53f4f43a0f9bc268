import { createHash } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import { type Api, CommandError } from './api.ts';
import { type InEachLanguage, say } from './language.ts';
import type { Ledger } from './ledger-folder.ts';
import type { ProgressBar } from './progress.ts';
import { sendTo, type UploadTarget } from './upload.ts';

/** What the CLI reads of an import; the API's document says the rest. */
export type Import = {
  id: string;
  state: string;
  progress: { done: number; total: number; label: string };
  failure?: InEachLanguage;
  files: { id: string; name: string; refusal?: InEachLanguage }[];
  sheets: Sheet[];
};

export type Sheet = {
  id: string;
  fileId: string;
  fileName: string;
  name: string;
  kind?: string;
  reason?: string;
  ignore: boolean;
  rowsTotal: number;
  rowsReady: number;
  rowsRejected: number;
  warnings: number;
  found: FindingCount[];
  inserted: number;
  updated: number;
  unchanged: number;
};

export type Finding = {
  severity: 'problem' | 'warning';
  code: string;
  row?: number;
  cell?: string;
  message: string;
};

export type FindingCount = Pick<Finding, 'severity' | 'code'> & { routine: boolean; count: number };

/** A kind of finding on a sheet, with the first few of it. */
export type FindingKind = FindingCount & { first: Finding[] };

const POLL_MS = 300;
const AT_WORK = new Set(['preflighting', 'running', 'undoing']);
const OVER = new Set(['done', 'undone']);

/**
 * The import these very ledgers belong to: the one that was cut off, or a new one. The key comes from what the files
 * say, so that a command that was killed finds its own import again.
 */
export async function beginImport(api: Api, slug: string, ledgers: readonly Ledger[]): Promise<Import> {
  const digest = createHash('sha256');
  for (const { name, bytes } of ledgers) digest.update(name).update(bytes);
  const key = `onboard-${digest.digest('base64url').slice(0, 32)}`;
  for (let n = 1; ; n++) {
    const begun = await api<Import>('POST', importsOf(slug), { key: `${key}-${n}` });
    if (!OVER.has(begun.state)) return begun;
  }
}

/** One file after the other, each to the address the API gives for it, so that a refusal is about that file. */
export async function sendLedgers(
  api: Api,
  slug: string,
  id: string,
  ledgers: readonly Ledger[],
  bar: ProgressBar,
): Promise<Import> {
  let now: Import | undefined;
  const total = kilobytes(ledgers.reduce((sum, { bytes }) => sum + bytes.length, 0));
  let sent = 0;
  for (const ledger of ledgers) {
    const { name, bytes } = ledger;
    const size = kilobytes(bytes.length);
    const show = () =>
      bar.show(say(`上传 ${name}（${size} KB）`, `Sending ${name} (${size} KB)`), kilobytes(sent), total);
    show();
    const uploads = `${importsOf(slug)}/${id}/uploads`;
    const json = { name, bytes: bytes.length };
    const { uploadId, ...target } = await api<UploadTarget & { uploadId: string }>('POST', uploads, { json });
    await sendTo(target, ledger, (more) => {
      sent += more;
      show();
    });
    now = await api<Import>('POST', `${uploads}/${uploadId}`);
  }
  if (now === undefined) throw new CommandError(say('没有台账可以上传。', 'There is no ledger to send.'));
  return now;
}

export const preflight = (api: Api, slug: string, id: string) =>
  api<Import>('POST', `${importsOf(slug)}/${id}/preflight`);

/** Watches an import until nobody works on it any more. */
export async function untilIdle(
  api: Api,
  slug: string,
  id: string,
  words: string,
  bar: ProgressBar,
): Promise<Import> {
  for (;;) {
    const now = await api<Import>('GET', `${importsOf(slug)}/${id}`);
    if (!AT_WORK.has(now.state)) return now;
    const { done, total } = now.progress;
    bar.show(words, done, total);
    await sleep(POLL_MS);
  }
}

/** What was found on a sheet by kind, the most urgent first: one call, however many findings there are. */
export async function kindsOf(api: Api, slug: string, id: string, sheetId: string): Promise<FindingKind[]> {
  const query = new URLSearchParams({ sheetId, limit: '1' });
  const { kinds } = await api<{ kinds: FindingKind[] }>('GET', `${importsOf(slug)}/${id}/findings?${query}`);
  return kinds;
}

export async function findingsOf(api: Api, slug: string, id: string, sheetId: string): Promise<Finding[]> {
  const findings: Finding[] = [];
  let cursor: string | undefined;
  do {
    const query = new URLSearchParams({ sheetId, limit: '100', ...(cursor === undefined ? {} : { cursor }) });
    const page = await api<{ items: Finding[]; next?: string }>(
      'GET',
      `${importsOf(slug)}/${id}/findings?${query}`,
    );
    findings.push(...page.items);
    cursor = page.next;
  } while (cursor !== undefined);
  return findings;
}

const kilobytes = (bytes: number) => Math.ceil(bytes / 1024);

export const importsOf = (slug: string) => `/communities/${slug}/importing/imports`;
