import { createHash } from 'node:crypto';
import { linesOf, type Trail, type Walked } from './check-seals.ts';
import { entryOf, hashOfItem, hashOfSaid, type Item, placeOf, SEALED_NOUNS } from './sealed.ts';
import type { Findings } from './verification.ts';

/** Keys held in memory at a time, at some 200 bytes each: a larger community is gone through in several passes. */
export const KEYS_A_PASS = 200_000;

/** What became of the records that are there. */
export type Counted = { sealed: number; unsealed: number; unsealedFirst: string[] };

/** What the seals say of one key: the hash it has now, and the changes that nothing has accounted for so far. */
type Known = { hash: string; unexplained: number; seen: boolean };

/** Holds every record against what its seals say of it, so many keys at a time. */
export async function checkRecords(trail: Trail, walked: Walked, findings: Findings): Promise<Counted> {
  const counted: Counted = { sealed: 0, unsealed: 0, unsealedFirst: [] };
  const causes = await causesOf(trail);
  const passes = Math.max(1, Math.ceil(walked.entries / KEYS_A_PASS));
  for (let pass = 0; pass < passes; pass++) {
    const isMine = (key: string) => passes === 1 || passOf(key, passes) === pass;
    const known = await replay(trail, isMine, causes, findings);
    await compare(trail, walked, isMine, known, counted, findings);
    for (const [key, { hash, unexplained, seen }] of known) {
      if (hash !== '' && !seen) findings.add('recordMissing', key);
      if (unexplained > 0) findings.add('changeUnexplained', key);
    }
  }
  return counted;
}

const passOf = (key: string, passes: number) =>
  createHash('sha256').update(key).digest().readUInt32BE(0) % passes;

/**
 * What may stand behind many changes at once, by id: an import that was run, one that was undone, an audit record. Each
 * leaves an audit record of its own.
 */
async function causesOf(trail: Trail): Promise<{ changes: Set<string>; removals: Set<string> }> {
  const changes = new Set<string>();
  const removals = new Set<string>();
  for await (const { noun, action, recordId, id } of trail.items('auditRecord')) {
    if (noun !== 'import') changes.add(String(id));
    else if (action === 'run') changes.add(String(recordId));
    else if (action === 'undo') {
      changes.add(`${recordId}.undo`);
      removals.add(String(recordId));
    }
  }
  return { changes, removals };
}

/** The hash that each key must have now, and how many of its changes say nothing of what caused them. */
async function replay(
  trail: Trail,
  isMine: (key: string) => boolean,
  causes: { changes: ReadonlySet<string>; removals: ReadonlySet<string> },
  findings: Findings,
): Promise<Map<string, Known>> {
  const known = new Map<string, Known>();
  for await (const seal of trail.seals()) {
    for (const line of linesOf(seal)) {
      const { kind, collection, sk, hash, cause } = entryOf(line);
      const key = `${collection}/${sk}`;
      if (!isMine(key)) continue;
      const before = known.get(key);
      if (kind === '+' && before !== undefined && before.hash !== '') findings.add('recordTwice', key);
      const isExplained = kind === '+' || (kind === '~' ? causes.changes : causes.removals).has(cause);
      known.set(key, {
        hash,
        unexplained: (before?.unexplained ?? 0) + (isExplained ? 0 : 1),
        seen: false,
      });
    }
  }
  return known;
}

/** Goes through what is there; a record may account for a change of another: an audit record, or a reversal. */
async function compare(
  trail: Trail,
  { collections }: Walked,
  isMine: (key: string) => boolean,
  known: Map<string, Known>,
  counted: Counted,
  findings: Findings,
): Promise<void> {
  const erased = new Set<string>();
  const wordless: { key: string; id: string; about: string }[] = [];
  for (const collection of new Set([...namesOf(trail), ...collections])) {
    for await (const item of trail.items(collection)) {
      explain(item, known);
      const place = placeOf(item);
      const key = `${collection}/${place?.sk}`;
      if (collection.startsWith('auditRecord')) {
        if (item['action'] === 'erase') erased.add(String(item['recordId']));
        if (item['said'] === undefined)
          wordless.push({ key, id: String(item['id']), about: String(item['about']) });
        else if (isMine(key) && hashOfSaid(item['said']) !== item['saidHash'])
          findings.add('wordsChanged', key);
      }
      if (isMine(key)) hold(item, key, known.get(key), counted, findings);
    }
  }
  for (const { key, id, about } of wordless) {
    if (isMine(key) && !erased.has(about) && !erased.has(id)) findings.add('wordsMissing', key);
  }
}

const namesOf = ({ owner }: Trail): readonly string[] => (owner === '*' ? ['auditRecord#*'] : SEALED_NOUNS);

function hold(
  item: Item,
  key: string,
  sealed: Known | undefined,
  counted: Counted,
  findings: Findings,
): void {
  if (sealed === undefined) {
    counted.unsealed++;
    if (counted.unsealedFirst.length < 20) counted.unsealedFirst.push(key);
    return;
  }
  counted.sealed++;
  sealed.seen = true;
  if (sealed.hash === '') findings.add('recordBack', key);
  else if (sealed.hash !== hashOfItem(item)) findings.add('recordChanged', key);
}

/** Actions after which the record they name says what it said before. */
const CHANGES_NOTHING: ReadonlySet<string> = new Set(['create', 'reveal', 'export', 'signIn', 'consent']);

/**
 * An audit record accounts for one change of the record it names; a reversal for the mark on what it takes back, what ends a
 * hold for the mark on the hold.
 */
function explain(item: Item, known: Map<string, Known>): void {
  const account = (key: string) => {
    const changed = known.get(key);
    if (changed !== undefined && changed.unexplained > 0) changed.unexplained--;
  };
  if (item['saidHash'] !== undefined && !CHANGES_NOTHING.has(String(item['action'])))
    account(`${item['noun']}/${item['recordId']}`);
  for (const marked of [item['reverses'], item['closes']])
    if (marked !== undefined) account(`${item['__edb_e__']}/${marked}`);
}
