import { IN_JOB, LinliError, type Scope, SYSTEM } from '@linli/core/kernel';
import { projectTallies } from '@linli/core/reporting';
import { createTableInput, Table, tenantPrefix } from '@linli/core/table';
import { lapseOrders, printPassbooks, releaseRunOutHolds } from '@linli/core/timebank';
import { tenantTable } from '../../support/engine.ts';
import { startOrderedEngine } from '../ordered-engine.ts';
import { oneOf, randomFrom } from '../random.ts';
import { Wire } from '../wire.ts';
import { type Books, booksOf, wrongIn } from './checks.ts';
import type { Operation } from './draw.ts';
import { BadDay, NO_FAULTS, ratesFrom } from './faults.ts';
import { Feed } from './feed.ts';
import { addHolders } from './holders.ts';
import { drawOperation } from './operations.ts';
import { Turns } from './turns.ts';

const TENANT = 'tnt_ledger';
const TABLE = 'linli-ledger';
const BEGIN = '2019-05-10T02:00:00.000Z';
const DAY_MS = 24 * 3600_000;
const CLIENTS = 4;
/** How often somebody sends a form again before they come back to it after the bad day. */
const TRIES = 3;
/** Of what was acknowledged, how much is sent once more when all is over. */
const SENT_AGAIN = 0.15;
/** Of turns that give a call to the stream, or the job, or jump the clock. */
const STREAM_TURN = 0.005;
const JOB_TURN = 0.01;
const JUMP_TURN = 0.01;

/**
 * What came of an operation: what was said to whoever asked, every time that something was; `unheard` when somebody gave up
 * waiting since, so that nobody knows.
 */
type Asked = {
  operation: Operation;
  acknowledged: string[];
  refused: string[];
  again: number;
  unheard: boolean;
};

export type Simulated = { failures: string[]; hash: string; counts: Record<string, number> };

/**
 * One day of a community's books under the faults that a seed draws, and the settling afterwards. Everything that the seed
 * does not draw is real: the operations, the engine, its stream.
 */
export async function simulate(seed: number, size: number): Promise<Simulated> {
  const engine = await startOrderedEngine();
  const wire = new Wire(engine.endpoint);
  try {
    return await new Simulation(seed, size).run(wire);
  } finally {
    wire.close();
    await engine.stop();
  }
}

class Simulation {
  readonly #random: () => number;
  readonly #size: number;
  readonly #turns = new Turns();
  readonly #asked: Asked[] = [];
  readonly #queue: Asked[] = [];
  readonly #running = new Map<string, () => void>();
  readonly #failures: string[] = [];
  #day!: BadDay;
  #feed!: Feed;
  #table!: (actor: string) => Table;
  #now = Date.parse(BEGIN);
  #drawn = 0;
  #born = 0;
  #duplicates: number;
  #calls = 0;
  #deaths = 0;
  #lost = 0;

  constructor(seed: number, size: number) {
    this.#random = randomFrom(seed);
    this.#size = size;
    this.#duplicates = this.#random() * 0.5;
  }

  async run(wire: Wire): Promise<Simulated> {
    await wire.ask('DynamoDB_20120810.CreateTable', createTableInput(TABLE));
    const made = { tableName: TABLE, client: wire as never };
    const quiet = tenantTable(made, TENANT);
    await addHolders(this.#scope(quiet));
    this.#feed = await Feed.of(wire, TABLE);
    this.#day = new BadDay(wire, this.#random, ratesFrom(this.#random));
    this.#table = (actor) =>
      new Table(
        { send: (command: object) => this.#turns.send(actor, command) } as never,
        made.tableName,
        tenantPrefix(TENANT),
        { pause: () => Promise.resolve() },
      );

    await this.#badDay();
    await this.#settle();
    const books = await this.#quiet(quiet);
    await this.#sendAllAgain();
    const again = await this.#quiet(quiet);
    if (again.hash !== books.hash) this.#failures.push('sending everything again changed the books');
    this.#failures.push(...(await wrongIn(this.#scope(quiet), again, this.#asked, this.#feed.all)));
    const counts = { operations: this.#drawn, calls: this.#calls, deaths: this.#deaths, lost: this.#lost };
    return { failures: this.#failures, hash: again.hash, counts };
  }

  #scope(table: Table): Scope {
    return {
      tenantId: TENANT,
      table,
      actor: SYSTEM,
      now: new Date(this.#now).toISOString(),
      requestId: 'req_ledger',
      from: IN_JOB,
    };
  }

  async #badDay(): Promise<void> {
    for (let n = 0; n < CLIENTS; n++) this.#startClient();
    const busy = () => [...this.#running.keys()].some((name) => name.startsWith('client'));
    while (busy()) {
      await this.#turn();
      if (this.#random() < STREAM_TURN) await this.#startStream();
      if (this.#random() < JOB_TURN) this.#startJob();
      if (this.#random() < JUMP_TURN) this.#now += this.#random() < 0.8 ? DAY_MS : -DAY_MS;
      await this.#day.duplicateLate();
    }
    while (this.#running.size > 0) await this.#turn();
  }

  /** Gives one waiting call its turn. */
  async #turn(): Promise<void> {
    const waiting = await this.#turns.waiting();
    if (waiting.length === 0) return;
    // By name, not by arrival, which is the machine's doing.
    const call = oneOf(
      [...waiting].sort((a, b) => (a.actor < b.actor ? -1 : 1)),
      this.#random,
    );
    this.#turns.take(call);
    this.#calls++;
    this.#now += Math.floor(this.#random() * 1000);
    const outcome = await this.#day.pass(call);
    if (outcome === 'lost') this.#lost++;
    if (outcome !== 'died') return;
    this.#deaths++;
    this.#turns.forget(call.actor);
    const reborn = this.#running.get(call.actor);
    this.#running.delete(call.actor);
    reborn?.();
  }

  /** Starts a process; `reborn` is what is done in its place when it dies. */
  #start(kind: string, work: (actor: string) => Promise<void>, reborn: () => void): void {
    const actor = `${kind}-${this.#born++}`;
    this.#running.set(actor, reborn);
    void work(actor)
      .catch((error: unknown) => {
        this.#failures.push(`${actor} broke down: ${String((error as Error)?.stack ?? error)}`);
      })
      .finally(() => this.#running.delete(actor));
  }

  /** Somebody who wants one thing after another. Whoever replaces them begins with what was not finished. */
  #startClient(): void {
    const next = () => this.#queue.shift() ?? this.#draw();
    let current: Asked | undefined;
    this.#start(
      'client',
      async (actor) => {
        for (current = next(); current !== undefined; current = next())
          await this.#send(actor, current, TRIES);
      },
      () => {
        if (current !== undefined) this.#queue.unshift(current);
        this.#startClient();
      },
    );
  }

  #draw(): Asked | undefined {
    if (this.#drawn >= this.#size) return undefined;
    const known = this.#asked
      .filter(({ acknowledged }) => acknowledged.length > 0)
      .map(({ operation }) => operation);
    const operation = drawOperation(TENANT, `key-${this.#drawn++}`, this.#random, known);
    const asked: Asked = { operation, acknowledged: [], refused: [], again: 0, unheard: false };
    this.#asked.push(asked);
    return asked;
  }

  /** Sends an operation until something is said to it, so many times at the most; sometimes it is sent twice. */
  async #send(actor: string, asked: Asked, tries: number): Promise<boolean> {
    if (this.#random() < this.#duplicates && asked.again++ < 1) this.#queue.push(asked);
    for (let n = 0; n < tries; n++) {
      try {
        const answer = await asked.operation.run(this.#scope(this.#table(actor)));
        asked.acknowledged.push(JSON.stringify(answer));
        return true;
      } catch (error) {
        if (!(error instanceof LinliError)) throw error;
        if (error.code === 'unavailable') continue;
        asked.refused.push(error.reason);
        return true;
      }
    }
    asked.unheard = true;
    return false;
  }

  /** One batch of one shard, cut anywhere, and again until it is through; sometimes once more. */
  async #startStream(): Promise<void> {
    await this.#feed.pull();
    const shard = oneOf(this.#feed.shards, this.#random);
    if (shard.events.length === 0 || [...this.#running.keys()].some((name) => name.startsWith(shard.id)))
      return;
    const batch = shard.events.slice(0, 1 + Math.floor(this.#random() * 80));
    const twice = this.#random() < this.#duplicates;
    const deliver = () =>
      this.#start(
        shard.id,
        async (actor) => {
          while (!(await this.#handle(actor, shard.id, batch)));
          if (!twice) shard.events.splice(0, batch.length);
        },
        deliver,
      );
    deliver();
  }

  async #handle(actor: string, shardId: string, batch: Feed['all']): Promise<boolean> {
    try {
      await projectTallies(() => this.#table(actor), shardId, batch);
      await printPassbooks(() => this.#table(actor), batch);
      return true;
    } catch (error) {
      if (error instanceof LinliError && error.code === 'unavailable') return false;
      throw error;
    }
  }

  #startJob(): void {
    this.#start(
      'job',
      async (actor) => {
        for (const errand of [releaseRunOutHolds, lapseOrders])
          await errand(this.#scope(this.#table(actor))).catch((error: unknown) => {
            if (!(error instanceof LinliError && error.code === 'unavailable')) throw error;
          });
      },
      () => undefined,
    );
  }

  /** After the bad day: what nobody has heard of is sent again, and is through within three tries. */
  async #settle(): Promise<void> {
    this.#day.rates = NO_FAULTS;
    this.#duplicates = 0;
    const open = this.#asked.filter(({ unheard }) => unheard);
    for (const asked of open) {
      let through = false;
      await this.#alone('settling', async (actor) => {
        through = await this.#send(actor, asked, TRIES);
      });
      if (!through)
        this.#failures.push(`${nameOf(asked)} is not through after ${TRIES} tries without faults`);
    }
  }

  /** What was acknowledged is answered with the same bytes for ever. */
  async #sendAllAgain(): Promise<void> {
    for (const asked of this.#asked.filter(({ acknowledged }) => acknowledged.length > 0)) {
      if (this.#random() < SENT_AGAIN)
        await this.#alone('again', async (actor) => void (await this.#send(actor, asked, 1)));
      const { altered } = asked.operation;
      if (altered !== undefined && this.#random() < SENT_AGAIN)
        await this.#alone('altered', (actor) => this.#sendAltered(actor, asked, altered));
      const [first, ...others] = asked.acknowledged;
      for (const other of others)
        if (other !== first) this.#failures.push(`${nameOf(asked)} was answered ${first} and then ${other}`);
    }
  }

  /** Something else under the same key is refused, and changes nothing. */
  async #sendAltered(actor: string, asked: Asked, altered: Operation['run']): Promise<void> {
    const said = await altered(this.#scope(this.#table(actor))).then(
      () => 'acknowledged',
      (error: unknown) => (error instanceof LinliError ? error.reason : String(error)),
    );
    if (said !== 'keyReused') this.#failures.push(`${nameOf(asked)} with other points was answered: ${said}`);
  }

  async #alone(kind: string, work: (actor: string) => Promise<void>): Promise<void> {
    this.#start(kind, work, () => undefined);
    while (this.#running.size > 0) await this.#turn();
  }

  /** What follows from the stream without any fault; what it cannot do then it never will. */
  async #tell(table: Table, { id, events }: Feed['shards'][number]): Promise<void> {
    try {
      await projectTallies(() => table, id, events);
      await printPassbooks(() => table, events);
    } catch (error) {
      this.#failures.push(`${id} cannot be told: ${String((error as Error)?.stack ?? error)}`);
    }
  }

  /** The books once the stream has told everything. */
  async #quiet(table: Table): Promise<Books> {
    while ((await this.#feed.pull()) > 0 || this.#feed.shards.some(({ events }) => events.length > 0))
      for (const shard of this.#feed.shards) {
        await this.#tell(table, shard);
        shard.events.length = 0;
      }
    return booksOf(table);
  }
}

export const nameOf = ({ operation }: Pick<Asked, 'operation'>) => `${operation.kind} ${operation.key}`;
