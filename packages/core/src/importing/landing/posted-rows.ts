import type { Draft } from '../../table/index.ts';
import { draftServiceRecord } from '../../timebank/index.ts';
import { type LandingFinding, warning } from './landing.ts';

type Place = { file: string; row: number };

/**
 * The service records that an import has taken so far. Each moves an account, so it counts once, in however many of the
 * files its row stands; two rows of one number that say different things leave nobody to decide but a person.
 */
export class PostedRows {
  readonly #taken = new Map<string, Place & { hash: string }>();

  has({ noun, id }: Draft): boolean {
    return noun === draftServiceRecord.noun && this.#taken.has(id);
  }

  take({ noun, id, hash }: Draft, { file, row }: Place): void {
    if (noun === draftServiceRecord.noun && !this.#taken.has(id)) this.#taken.set(id, { file, row, hash });
  }

  /** What there is to say of a row whose record another row has brought. */
  alreadyTaken(draft: Draft): LandingFinding | undefined {
    const before = this.has(draft) ? this.#taken.get(draft.id) : undefined;
    if (before === undefined) return undefined;
    const { hash, ...place } = before;
    return hash === draft.hash
      ? warning('rowAgain', 'serial', place)
      : { ...warning('rowTwiceDiffering', 'serial', place), severity: 'problem' };
  }
}
