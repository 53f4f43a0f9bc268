import { randomUUID } from 'node:crypto';
import { type Clock, LinliError } from '../../kernel/index.ts';
import { type Table, type Write, write } from '../../table/index.ts';
import { ImportTurns } from '../entities.ts';

const TURN_SECONDS = 30;

/** A worker's place in a community's only turn to import. */
export class Turn {
  readonly #table: Table;
  readonly #tenantId: string;
  readonly #importId: string;
  readonly #clock: Clock;
  readonly #worker: string = randomUUID();

  constructor(table: Table, tenantId: string, importId: string, clock: Clock) {
    this.#table = table;
    this.#tenantId = tenantId;
    this.#importId = importId;
    this.#clock = clock;
  }

  /** Takes the turn, or refuses with `conflict` while another import, or another worker of this one, holds it. */
  async take(): Promise<void> {
    await this.#table.commit([this.prolonged()]);
  }

  /** The write that keeps the turn; sent along with a step of progress, so that a worker that lost its turn stops. */
  prolonged(): Write {
    const now = this.#clock();
    const until = new Date(Date.parse(now) + TURN_SECONDS * 1000).toISOString();
    const taken = ImportTurns.upsert({
      tenantId: this.#tenantId,
      name: 'import',
      importId: this.#importId,
      worker: this.#worker,
      until,
    }).where(
      (turn, { notExists, eq, lt }) =>
        `${notExists(turn.importId)} OR (${eq(turn.importId, this.#importId)} AND (${eq(turn.worker, this.#worker)} OR ${lt(turn.until, now)}))`,
    );
    return write(taken, new LinliError('conflict', 'importRunning'));
  }

  /** Leaves the place to another worker of the same import, at once. */
  async leave(): Promise<void> {
    const left = ImportTurns.patch({ tenantId: this.#tenantId, name: 'import' })
      .set({ until: '' })
      .where((turn, { eq }) => eq(turn.worker, this.#worker));
    await this.#ifStillMine(write(left, lost()));
  }

  /** Gives the community's turn up: this import is done or undone. */
  async giveUp(): Promise<void> {
    const given = ImportTurns.remove({ tenantId: this.#tenantId, name: 'import' }).where((turn, { eq }) =>
      eq(turn.worker, this.#worker),
    );
    await this.#ifStillMine(write(given, lost()));
  }

  async #ifStillMine(change: Write): Promise<void> {
    try {
      await this.#table.commit([change]);
    } catch (error) {
      if (error !== change.refusal) throw error;
    }
  }
}

const lost = () => new LinliError('conflict', 'importRunning');
