import { createHash } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import { type Api, CommandError, Refusal } from './api.ts';
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
import { language, say } from './language.ts';
import { readLedgers } from './ledger-folder.ts';
import type { ProgressBar } from './progress.ts';
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
  const { slug } = input;
  const ledgers = await readLedgers(input.from);
  const { state } = await communityOf(api, input);

  let now = await beginImport(api, slug, ledgers);
  if (!['preflighting', 'ready', 'running'].includes(now.state)) {
    now = await sendLedgers(api, slug, now.id, ledgers, bar);
    refuseUnreadable(now, bar);
    await preflight(api, slug, now.id);
  }
  if (now.state !== 'running') {
    now = await untilIdle(api, slug, now.id, say('预检', 'Preflight'), bar);
    if (now.state !== 'ready') throw notReady(now, bar);
  }
  const found = {
    kinds: await bySheet(now, ({ id }) => kindsOf(api, slug, now.id, id)),
    findings: input.everyFinding ? await bySheet(now, ({ id }) => findingsOf(api, slug, now.id, id)) : {},
  };
  let community: Pick<Community, 'state' | 'steps'> = { state, steps: [] };
  if (!input.dryRun) {
    community = await bringLive(api, slug, now.id, bar);
    now = await untilIdle(api, slug, now.id, '', bar);
  }
  bar.clear();
  const rejects = input.rejects === undefined ? [] : await saveRejects(api, slug, now, input.rejects);
  return { community: slug, state: community.state, import: now, steps: community.steps, ...found, rejects };
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

function refuseUnreadable({ files, sheets }: Import, bar: ProgressBar): void {
  const refused = files.filter(({ refusal }) => refusal !== undefined);
  const unknown = sheets.filter(({ kind, ignore }) => kind === undefined && !ignore);
  if (refused.length + unknown.length === 0) return;
  bar.clear();
  throw new CommandError(
    [
      ...refused.map(({ name, refusal }) => `${name}: ${refusal?.[language]}`),
      ...unknown.map(({ fileName, name, reason }) => `${fileName} / ${name}: ${reason ?? ''}`),
      say(
        '请改好以上文件，或在网站的导入页面里指明表格的种类，再运行一次。',
        'Mend these files, or say on the import page of the site which ledger each sheet is, and run this again.',
      ),
    ].join('\n'),
  );
}

function notReady({ state, failure }: Import, bar: ProgressBar): CommandError {
  bar.clear();
  return new CommandError(
    failure?.[language] ??
      say(
        `预检没有通过（${state}）：没有一行可以导入。`,
        `Preflight did not pass (${state}): no row can be imported.`,
      ),
  );
}

/** Provisioning does what can be done now and says where it stands; it is asked until the community is live. */
async function bringLive(api: Api, slug: string, importId: string, bar: ProgressBar): Promise<Community> {
  for (;;) {
    const community = await api<Community>('POST', `/district/communities/${slug}/provision`, {
      json: { importId },
    });
    const at = community.steps.find(({ state }) => state !== 'done');
    if (at === undefined) return community;
    if (at.state === 'failed') {
      bar.clear();
      throw new CommandError(`${at.name}: ${at.detail}`);
    }
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
