import { createHash } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import { type Api, CommandError, Refusal } from './api.ts';
import { discardLine } from './discard-line.ts';
import {
  beginImport,
  type Finding,
  type FindingKind,
  findingsOf,
  type Import,
  kindsOf,
  preflight,
  type Sheet,
  sendLedgers,
  untilIdle,
} from './import.ts';
import { say } from './language.ts';
import { type Ledger, readLedgers } from './ledger-folder.ts';
import { type LeftOut, leftOutLines } from './left-out.ts';
import type { ProgressBar } from './progress.ts';
import { nothingReady, unsettled } from './refusals.ts';
import { saveRejects } from './rejects.ts';

type Community = { slug: string; name: string; state: string; steps: Step[] };
type Step = { name: string; state: string; detail: string };

export type Onboarded = {
  community: string;
  state: string;
  import: Import;
  steps: Step[];
  /** By sheet: what preflight found, by kind. */
  kinds: Record<string, FindingKind[]>;
  /** By sheet, every single finding; only where it was asked for. */
  findings: Record<string, Finding[]>;
  /** Where the rows that stayed out were saved. */
  rejects: string[];
  /** What lay in the folder and was not read. */
  leftOut: LeftOut[];
};

/** `rejects` is the folder for the rows that stay out. */
export type OnboardInput = {
  slug: string;
  name: string;
  from: string;
  dryRun: boolean;
  everyFinding: boolean;
  rejects?: string;
};

const WAIT_MS = 400;

/** A community from a folder of ledgers: made, filled, and live. Killed half-way, the same command goes on from there. */
export async function onboard(api: Api, input: OnboardInput, bar: ProgressBar): Promise<Onboarded> {
  const { ledgers, leftOut } = await readLedgers(input.from, input.rejects);
  const community = await communityOf(api, input);
  try {
    return { ...(await bringIn(api, input, ledgers, community, bar)), leftOut };
  } catch (error) {
    bar.clear();
    if (!(error instanceof CommandError)) throw error;
    const more = [...leftOutLines(leftOut), ...(await draftLines(api, input.slug))];
    throw more.length === 0 ? error : new CommandError([error.message, ...more].join('\n'), { cause: error });
  }
}

async function bringIn(
  api: Api,
  { slug, dryRun, everyFinding, rejects: folder }: OnboardInput,
  ledgers: readonly Ledger[],
  { state }: Community,
  bar: ProgressBar,
): Promise<Omit<Onboarded, 'leftOut'>> {
  let now = await beginImport(api, slug, ledgers);
  if (!['preflighting', 'ready', 'running'].includes(now.state)) {
    now = await sendLedgers(api, slug, now.id, ledgers, bar);
    const refusal = unsettled(slug, now);
    if (refusal !== undefined) throw refusal;
    await preflight(api, slug, now.id);
  }
  if (now.state !== 'running') {
    now = await untilIdle(api, slug, now.id, say('预检', 'Preflight'), bar);
    if (now.state !== 'ready') throw await nothingReady(api, slug, now);
  }
  const found = {
    kinds: await bySheet(now, ({ id }) => kindsOf(api, slug, now.id, id)),
    findings: everyFinding ? await bySheet(now, ({ id }) => findingsOf(api, slug, now.id, id)) : {},
  };
  let community: Pick<Community, 'state' | 'steps'> = { state, steps: [] };
  if (!dryRun) {
    community = await bringLive(api, slug, now.id, bar);
    now = await untilIdle(api, slug, now.id, '', bar);
  }
  bar.clear();
  const rejects = folder === undefined ? [] : await saveRejects(api, slug, now, folder);
  return { community: slug, state: community.state, import: now, steps: community.steps, ...found, rejects };
}

/** A refused command may leave a draft behind. Whoever ran it is told, unless the server cannot be asked any more. */
async function draftLines(api: Api, slug: string): Promise<string[]> {
  const community = await api<Community>('GET', `/district/communities/${slug}`).catch(() => undefined);
  if (community?.state !== 'draft') return [];
  return [
    say(
      `服务器上留下了草稿社区 ${slug} 和已经上传的台账，居民看不到。改好后再运行同一条命令，会接着做。`,
      `A draft community ${slug} and the ledgers sent so far lie on the server, which residents do not see. Mended, the same command goes on from there.`,
    ),
    discardLine(slug),
  ];
}

// Made with a key of its own name, so that the same command twice means the same community.
async function communityOf(api: Api, { slug, name }: OnboardInput): Promise<Community> {
  const key = `onboard-${createHash('sha256').update(`${slug}\n${name}`).digest('base64url').slice(0, 32)}`;
  try {
    return await api<Community>('GET', `/district/communities/${slug}`);
  } catch (error) {
    if (!(error instanceof Refusal) || error.status !== 404) throw error;
    return api<Community>('POST', '/district/communities', { key, json: { slug, name } });
  }
}

/** Provisioning does what can be done now and says where it stands; it is asked until the community is live. */
async function bringLive(api: Api, slug: string, importId: string, bar: ProgressBar): Promise<Community> {
  for (;;) {
    const community = await api<Community>('POST', `/district/communities/${slug}/provision`, {
      json: { importId },
    });
    const at = community.steps.find(({ state }) => state !== 'done');
    if (at === undefined) return community;
    if (at.state === 'failed') throw new CommandError(at.detail);
    if (at.name === 'import') await untilIdle(api, slug, importId, say('导入', 'Importing'), bar);
    else {
      bar.show(at.detail);
      await sleep(WAIT_MS);
    }
  }
}

async function bySheet<T>({ sheets }: Import, ask: (sheet: Sheet) => Promise<T>): Promise<Record<string, T>> {
  const answers: Record<string, T> = {};
  for (const sheet of sheets)
    if (!sheet.ignore && sheet.found.length > 0) answers[sheet.id] = await ask(sheet);
  return answers;
}
