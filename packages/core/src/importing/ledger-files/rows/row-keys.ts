import { hash } from 'node:crypto';
import type { Identity } from '../ledgers/ledger-spec.ts';
import type { LedgerKind } from '../ledgers/ledgers.ts';

/** Makes the natural keys of one source's rows. The same row of the same or a corrected file gets the same key. */
export class RowKeys {
  readonly #kind: LedgerKind;
  readonly #sourceKey: string;
  readonly #repeatedSerials: ReadonlySet<string>;
  readonly #occurrences = new Map<string, number>();
  #lastWasAgain = false;

  constructor(kind: LedgerKind, sourceKey: string, repeatedSerials: ReadonlySet<string>) {
    this.#kind = kind;
    this.#sourceKey = sourceKey;
    this.#repeatedSerials = repeatedSerials;
  }

  /** @param complete false when the row has problems: its content may still change, so it cannot identify it */
  keyOf(identity: Identity, complete: boolean): string | undefined {
    this.#lastWasAgain = false;
    if (identity.by === 'name') return this.#named(identity.parts);
    const { content } = identity;
    const serial = identity.by === 'serial' ? identity.serial : undefined;
    if (serial !== undefined && !this.#repeatedSerials.has(serial))
      return this.#joined([this.#sourceKey, 'no', serial]);
    return complete ? this.#byContent(content) : undefined;
  }

  /** Whether the row whose key was asked for last, and which has no number of its own, says just what one before it said. */
  get lastWasAgain(): boolean {
    return this.#lastWasAgain;
  }

  isRepeated(identity: Identity): boolean {
    return (
      identity.by === 'serial' && identity.serial !== undefined && this.#repeatedSerials.has(identity.serial)
    );
  }

  #named(parts: readonly (string | number)[]): string | undefined {
    return parts.some((part) => part === undefined) ? undefined : this.#joined(parts.map(String));
  }

  #byContent(content: readonly unknown[]): string {
    const digest = hash('sha256', JSON.stringify(content), 'hex').slice(0, 20);
    const occurrence = (this.#occurrences.get(digest) ?? 0) + 1;
    this.#occurrences.set(digest, occurrence);
    this.#lastWasAgain = occurrence > 1;
    return this.#joined([this.#sourceKey, 'content', digest, String(occurrence)]);
  }

  #joined(parts: readonly string[]): string {
    return [this.#kind, ...parts].map(escaped).join('/');
  }
}

/** `/` parts a key, `#` parts the keys of the table: neither may come from a file. */
const escaped = (part: string): string => part.replace(/[%/#]/g, (sign) => encodeURIComponent(sign));
