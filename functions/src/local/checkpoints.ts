import { readFileSync, renameSync, writeFileSync } from 'node:fs';

/** How far a shard has been read: after which record, and whether it has ended. */
export type Checkpoint = { after?: string; ended?: true };

type Kept = { streamArn: string; shards: Record<string, Checkpoint> };

/**
 * How far the stream has been read, in a file. Written after a batch was handled: after a crash the last batch comes
 * again, which the projections bear. Another stream than the one remembered is read from its beginning.
 */
export class Checkpoints {
  readonly #path: string;
  readonly #kept: Kept;

  constructor(path: string, streamArn: string) {
    this.#path = path;
    const kept = readKept(path);
    this.#kept = kept?.streamArn === streamArn ? kept : { streamArn, shards: {} };
  }

  of(shardId: string): Checkpoint {
    return this.#kept.shards[shardId] ?? {};
  }

  all(): Checkpoint[] {
    return Object.values(this.#kept.shards);
  }

  keep(shardId: string, checkpoint: Checkpoint): void {
    this.#kept.shards[shardId] = checkpoint;
    writeFileSync(`${this.#path}.part`, JSON.stringify(this.#kept));
    renameSync(`${this.#path}.part`, this.#path);
  }
}

function readKept(path: string): Kept | undefined {
  try {
    return JSON.parse(readFileSync(path, 'utf8')) as Kept;
  } catch {
    return undefined;
  }
}
