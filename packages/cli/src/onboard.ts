import { createHash } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import { type Api, CommandError, Refusal } from './api.ts';
import {
  beginImport,
  type Finding,
  findingsOf,
  type Import,
  preflight,
  sendLedgers,
  untilIdle,
} from './import.ts';
import { say } from './language.ts';
import { readLedgers } from './ledger-folder.ts';
import type { ProgressBar } from './progress.ts';

type Community = { slug: string; name: string; state: string; steps: Step[] };
type Step = { name: string; state: string; detail: string };

export type Onboarded = {
  community: string;
  state: string;
  import: Import;
  steps: Step[];
  findings: Record<string, Finding[]>;
};

export type OnboardInput = { slug: string; name: string; from: string; dryRun: boolean };

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
  const findings = await findingsBySheet(api, slug, now);
  bar.clear();
  if (input.dryRun) return { community: slug, state, import: now, steps: [], findings };

  const live = await bringLive(api, slug, now.id, bar);
  now = await untilIdle(api, slug, now.id, '', bar);
  bar.clear();
  return { community: slug, state: live.state, import: now, steps: live.steps, findings };
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
      ...refused.map(({ name, refusal }) => `${name}: ${refusal}`),
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
    failure ??
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

async function findingsBySheet(api: Api, slug: string, now: Import): Promise<Onboarded['findings']> {
  const findings: Onboarded['findings'] = {};
  for (const { id, rowsRejected, warnings } of now.sheets) {
    if (rowsRejected + warnings > 0) findings[id] = await findingsOf(api, slug, now.id, id);
  }
  return findings;
}
