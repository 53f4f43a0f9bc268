import { randomFrom } from '../../battery/random.ts';
import { Books } from './books.ts';
import type { Ledger, Transfer } from './ledger.ts';
import { type Load, transfersASecond } from './load.ts';
import { type Shape, transfersOf } from './plan.ts';
import { brokenRules, wrongTotals } from './same-rules.ts';

/** A ledger that is loaded by turns with others, and its books as they ought to be. */
export class Contestant {
  readonly #ledger: Ledger;
  readonly #books: Books;
  readonly #random = randomFrom(1);
  #runs = 0;

  constructor(ledger: Ledger) {
    this.#ledger = ledger;
    this.#books = new Books(ledger);
  }

  get name(): string {
    return this.#ledger.name;
  }

  /** Transfers of one more run, under keys of its own. */
  transfers(shape: Shape): Iterator<Transfer, never> {
    this.#runs++;
    return transfersOf(shape, this.#ledger, String(this.#runs), this.#random);
  }

  /** Answers transfers a second. */
  post(transfers: Iterator<Transfer>, load: Load): Promise<number> {
    return transfersASecond(this.#ledger, transfers, this.#books, load);
  }

  /** Throws when the ledger keeps other rules than the others do, by which nothing is told of its speed. */
  async requireSameRules(): Promise<void> {
    this.#require(await brokenRules(this.#ledger, this.#books));
  }

  /** Throws when its books are not what was acknowledged. */
  async requireRightTotals(): Promise<void> {
    this.#require(await wrongTotals(this.#ledger, this.#books));
  }

  #require(wrong: readonly string[]): void {
    const more = wrong.length > 5 ? `, and ${wrong.length - 5} more` : '';
    if (wrong.length > 0)
      throw new Error(`${this.name} is disqualified: ${wrong.slice(0, 5).join('; ')}${more}`);
  }
}
