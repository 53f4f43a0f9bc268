import { LinliError } from '../../kernel/index.ts';
import { type Table, write } from '../../table/index.ts';
import { Imports } from '../entities.ts';
import type { Turn } from './turn.ts';

const ROWS_A_STEP = 1_000;
const MILLISECONDS_A_STEP = 5_000;

/** Tells the import how far its work has come, and keeps the worker's turn with the same write. */
export class Progress {
  readonly #table: Table;
  readonly #key: { tenantId: string; id: string };
  readonly #turn: Turn;
  readonly #total: number;
  #done = 0;
  #told = 0;
  #toldAt = Date.now();

  constructor(table: Table, key: { tenantId: string; id: string }, turn: Turn, total: number) {
    this.#table = table;
    this.#key = key;
    this.#turn = turn;
    this.#total = total;
  }

  /** One more row is handled. Writes only now and then: a step costs as much as a row. */
  async step(label: string, rows = 1): Promise<void> {
    this.#done += rows;
    const due = this.#done - this.#told >= ROWS_A_STEP || Date.now() - this.#toldAt >= MILLISECONDS_A_STEP;
    if (due) await this.tell(label);
  }

  async tell(label: string): Promise<void> {
    this.#told = this.#done;
    this.#toldAt = Date.now();
    // The count of rows before preflight is an estimate, so the total never falls behind what is done.
    const progress = { done: this.#done, total: Math.max(this.#total, this.#done), label };
    await this.#table.commit([
      write(
        Imports.patch(this.#key).set({ progress }),
        new LinliError('not_found', 'notFound', { params: { noun: 'import' } }),
      ),
      this.#turn.prolonged(),
    ]);
  }
}
