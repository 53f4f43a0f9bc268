import { createHash } from 'node:crypto';
import type { Instant } from '../kernel/index.ts';
import { canonical } from '../table/index.ts';

/** One link of an owner's chain: what became of its sealed records in one batch of the stream. */
export type Seal = {
  /** From 1 on, without a gap. */
  seq: number;
  /** The hash of the seal before; of the first, of the owner's name. */
  previous: string;
  sealedAt: Instant;
  /** Which shard of the stream the batch came from, and how far into it. */
  shard: string;
  mark: string;
  /** One line an entry, in the order of the stream. */
  entries: string;
  hash: string;
};

/** Where the seal of this number lies: in order of text. */
export const placeOfSeal = (seq: number): string => String(seq).padStart(12, '0');

/** The last seal of a chain, and how far into each shard of the stream the chain has come. */
export type Head = { seq: number; hash: string; marks: Readonly<Record<string, string>> };

const sha256 = (text: string): string => createHash('sha256').update(text).digest('base64url');

/** Before the first seal: another one for each owner, so that no chain can pass for another's. */
export const beginningOf = (owner: string): Head => ({
  seq: 0,
  hash: sha256(`linli audit ${owner}`),
  marks: {},
});

/** Over all that a seal says; what else the table keeps of it (keys, entity) is not its own. */
export const hashOfSeal = ({ seq, previous, sealedAt, shard, mark, entries }: Omit<Seal, 'hash'>): string =>
  sha256(canonical({ seq, previous, sealedAt, shard, mark, entries }));

export function sealAfter(head: Head, said: Pick<Seal, 'sealedAt' | 'shard' | 'mark' | 'entries'>): Seal {
  const seal = { seq: head.seq + 1, previous: head.hash, ...said };
  return { ...seal, hash: hashOfSeal(seal) };
}

/** A shard takes writes for some hours and keeps them a day: more marks than this belong to shards that are gone. */
const MARKS_KEPT = 16;

export function headAfter(head: Head, { seq, hash, shard, mark }: Seal): Head {
  const marks = Object.entries({ ...head.marks, [shard]: mark }).sort(([, a], [, b]) => (a < b ? 1 : -1));
  return { seq, hash, marks: Object.fromEntries(marks.slice(0, MARKS_KEPT)) };
}
