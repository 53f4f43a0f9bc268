import { readFileSync } from 'node:fs';
import { setTimeout as sleep } from 'node:timers/promises';
import { CommandError } from './api.ts';
import { say } from './language.ts';

type Day = { day: string; seq: number; hash: string };

export type AuditVerification = {
  owner: string;
  matches: boolean;
  seals: number;
  entries: number;
  sealed: number;
  unsealed: number;
  unsealedFirst: string[];
  days: Day[];
  wrong: number;
  findings: { kind: string; where: string }[];
};

/** Time for the stream to seal what was written a moment ago. */
const SETTLING_MS = 3000;

/** A change that is not sealed yet looks like one that nobody sealed: what is wrong must still be wrong a moment later. */
export async function verifyAudit(verify: () => Promise<AuditVerification>): Promise<AuditVerification> {
  const found = await verify();
  if (found.matches) return found;
  await sleep(SETTLING_MS);
  return verify();
}

/**
 * Holds a trail against the anchors that left the table's custody: lines of JSON out of the log, or the file beside the
 * table. Of every day but the last that the file knows, the last seal must be the same one; on that last day the trail
 * may have gone on.
 */
export function heldAgainst(found: AuditVerification, anchors: readonly Day[]): AuditVerification {
  const now = new Map(found.days.map((day) => [day.day, day]));
  const last = anchors.at(-1)?.day;
  const wrong = anchors.flatMap(({ day, seq, hash }) => {
    const is = now.get(day);
    if (is === undefined || is.seq < seq) return [{ kind: 'cutOff', where: day }];
    if (is.seq > seq) return day === last ? [] : [{ kind: 'anchorDiffers', where: day }];
    return is.hash === hash ? [] : [{ kind: 'anchorDiffers', where: day }];
  });
  if (wrong.length === 0) return found;
  return {
    ...found,
    matches: false,
    wrong: found.wrong + wrong.length,
    findings: [...found.findings, ...wrong],
  };
}

/** The last anchor of each day of one owner in a file of JSON lines, in order of day; other lines are passed over. */
export function anchorsIn(path: string, owner: string): Day[] {
  const days = new Map<string, Day>();
  for (const line of textOf(path).split('\n')) {
    const anchor = anchorOf(line);
    if (anchor?.owner !== owner) continue;
    const known = days.get(anchor.day);
    if (known === undefined || known.seq < anchor.seq) days.set(anchor.day, anchor);
  }
  return [...days.values()].sort((a, b) => (a.day < b.day ? -1 : 1));
}

function textOf(path: string): string {
  try {
    return readFileSync(path, 'utf8');
  } catch {
    throw new CommandError(
      say(`读不了锚点文件 ${path}，请检查路径。`, `Cannot read the anchors in ${path}; check the path.`),
    );
  }
}

function anchorOf(line: string): (Day & { owner: string }) | undefined {
  try {
    const entry = JSON.parse(line.slice(line.indexOf('{'))) as { event?: string } & Day & { owner: string };
    return entry.event === 'auditAnchor' ? entry : undefined;
  } catch {
    return undefined;
  }
}

/** What can be wrong with a trail, as the API names it. */
const KINDS: Record<string, readonly [zh: string, en: string]> = {
  sealMissing: ['封条缺失', 'a seal is missing'],
  sealChanged: ['封条被改过', 'a seal was changed'],
  sealOutOfOrder: ['封条顺序不对', 'a seal does not follow the one before it'],
  headDiffers: ['链尾记录与封条不符', 'the recorded end of the chain is not its end'],
  cutOff: ['链尾被截断', 'the end of the chain is cut off'],
  anchorDiffers: ['与当日锚点不符', 'not what was anchored for the day'],
  anchorMissing: ['缺少当日锚点', 'the day is not anchored'],
  recordChanged: ['记录与封存时不同', 'a record is not what was sealed'],
  recordMissing: ['封存过的记录不见了', 'a sealed record is missing'],
  recordBack: ['已删除的记录又出现了', 'a record that was gone is back'],
  recordTwice: ['同一记录封存了两次', 'a record was sealed twice'],
  changeUnexplained: ['有改动，但没有操作记录说明是谁改的', 'changed, with nothing that says by whom'],
  wordsChanged: ['操作记录的内容被改过', 'the words of an audit record were changed'],
  wordsMissing: ['操作记录的内容缺失', 'the words of an audit record are gone'],
};

export function auditInWords(found: AuditVerification): string {
  const { seals, entries, sealed, unsealed, unsealedFirst, wrong, findings } = found;
  const outcome = found.matches
    ? say('完整，没有被改动的痕迹', 'whole, with no trace of tampering')
    : say(`发现 ${wrong} 处不符`, `${wrong} findings`);
  return [
    say(
      `核对了 ${seals} 个封条、${entries} 次封存、${sealed} 条在册记录：${outcome}。`,
      `Checked ${seals} seals, ${entries} sealed changes and ${sealed} records: ${outcome}.`,
    ),
    ...findings.map(({ kind, where }) => `  ✗ ${where}：${say(...(KINDS[kind] ?? [kind, kind]))}`),
    ...(wrong > findings.length
      ? [say(`  …… 另有 ${wrong - findings.length} 处`, `  … and ${wrong - findings.length} more`)]
      : []),
    ...(unsealed === 0
      ? []
      : [
          say(
            `还没有封存的记录 ${unsealed} 条（刚写入的，或启用封存之前的），例如 ${unsealedFirst.slice(0, 3).join('、')}。`,
            `Not sealed yet: ${unsealed} records (written a moment ago, or before records were sealed), such as ${unsealedFirst.slice(0, 3).join(', ')}.`,
          ),
        ]),
  ].join('\n');
}
