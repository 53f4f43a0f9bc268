import { plainDateOf } from '../kernel/index.ts';
import { beginningOf, hashOfSeal, placeOfSeal, type Seal } from './seal.ts';
import type { Item } from './sealed.ts';
import type { Findings } from './verification.ts';

/** What verification reads of one owner: a table's, or a copy of one. */
export type Trail = {
  owner: string;
  /** In order of their keys. */
  seals(): AsyncIterable<Item>;
  items(collection: string): AsyncIterable<Item>;
  head(): Promise<Item | undefined>;
  /** From the control plane. */
  anchors(): AsyncIterable<Item>;
};

/** What a walk along the chain learned. */
export type Walked = {
  seals: number;
  entries: number;
  /** The last seal of each day. */
  days: Map<string, { seq: number; hash: string }>;
  /** Collections and causes that entries name. */
  collections: Set<string>;
};

/** Lines of a seal, without the one that an empty text would be. */
export const linesOf = (seal: Item): string[] =>
  String(seal['entries'] ?? '')
    .split('\n')
    .filter(Boolean);

/**
 * Walks along the chain from its beginning to its end, and holds it against its head and its anchors: those were written
 * after their seals, so they are read before them.
 */
export async function checkSeals(trail: Trail, findings: Findings): Promise<Walked> {
  const anchors: Item[] = [];
  for await (const anchor of trail.anchors()) anchors.push(anchor);
  const head = await trail.head();
  const walked: Walked = { seals: 0, entries: 0, days: new Map(), collections: new Set() };

  let last = beginningOf(trail.owner);
  let headMet = head === undefined;
  for await (const item of trail.seals()) {
    const seal = item as unknown as Seal;
    const where = `auditSeal/${seal.seq}`;
    if (seal.seq > last.seq + 1) findings.add('sealMissing', `auditSeal/${last.seq + 1}`);
    // Its place is its number: a seal that lies elsewhere was moved.
    if (seal.seq <= last.seq || item['sk'] !== placeOfSeal(seal.seq)) findings.add('sealOutOfOrder', where);
    else if (seal.previous !== last.hash) findings.add('sealOutOfOrder', where);
    if (hashOfSeal(seal) !== seal.hash) findings.add('sealChanged', where);
    if (head !== undefined && seal.seq === head['seq']) {
      headMet = true;
      if (seal.hash !== head['hash']) findings.add('headDiffers', where);
    }
    last = { ...last, seq: seal.seq, hash: seal.hash };
    note(walked, seal, linesOf(item));
  }
  if (!headMet) findings.add('cutOff', `auditSeal/${head?.['seq']}`);
  if (head === undefined && walked.seals > 0) findings.add('headDiffers', 'auditHead');
  checkAnchors(walked, anchors, findings);
  return walked;
}

/** The last seal of every day is the one that was anchored for it, and every day was. */
function checkAnchors({ days }: Walked, anchors: readonly Item[], findings: Findings): void {
  const anchored = new Map(anchors.map((anchor) => [String(anchor['day']), anchor]));
  for (const [day, { seq, hash }] of days) {
    const anchor = anchored.get(day);
    if (anchor === undefined) findings.add('anchorMissing', day);
    else if (Number(anchor['seq']) > seq) findings.add('cutOff', day);
    else if (anchor['seq'] !== seq || anchor['hash'] !== hash) findings.add('anchorDiffers', day);
  }
  for (const day of anchored.keys()) if (!days.has(day)) findings.add('cutOff', day);
}

function note(walked: Walked, { seq, hash, sealedAt }: Seal, lines: readonly string[]): void {
  walked.seals++;
  walked.entries += lines.length;
  for (const line of lines) walked.collections.add(line.split(' ')[1] ?? '');
  // A day that was tampered with may be none at all.
  const day = Number.isNaN(Date.parse(sealedAt)) ? String(sealedAt) : plainDateOf(sealedAt);
  walked.days.set(day, { seq, hash });
}
