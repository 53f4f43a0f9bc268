import { randomUUID } from 'node:crypto';
import { ConditionalCheckFailedException } from '@aws-sdk/client-dynamodb';
import {
  BatchExecuteStatementCommand,
  BatchGetCommand,
  DeleteCommand,
  type DynamoDBDocumentClient,
  GetCommand,
  PutCommand,
  QueryCommand,
  type QueryCommandOutput,
  TransactWriteCommand,
  UpdateCommand,
} from '@aws-sdk/lib-dynamodb';
import type { Entity, EntityItem } from 'electrodb';
import { LinliError } from '../kernel/errors.ts';
import { type Page, type PageRequest, pageLimit } from '../kernel/page.ts';
import {
  backOff,
  CONFLICT_TRIES,
  type Pause,
  pauseFor,
  RETRYABLE_STATEMENT_CODES,
  refusalOrRetry,
  tooBusy,
} from './conflicts.ts';
import { type Asking, cursorInvalid, decodeCursor, encodeCursor, startKeyAfter } from './cursor.ts';
import { guarded } from './guard.ts';
import { type Key, mayExist } from './key.ts';
import {
  insertStatement,
  keyText,
  type NumbersChange,
  type NumbersCorrection,
  numbersCorrection,
  numbersUpdate,
  type Params,
  type SortKeyRange,
  storedQuery,
  transactItem,
} from './params.ts';

// biome-ignore lint/suspicious/noExplicitAny: an entity of any model; `EntityItem` recovers its row type.
export type AnyEntity = Entity<any, any, any, any>;

/** Anything ElectroDB built and not yet sent: `get`, `query`, `create`, `patch`, `upsert`, `remove`. */
export type Operation = { params(options?: object): unknown };

/** A write and the refusal to raise if its condition does not hold at the moment of commit. */
export type Write = { operation: Operation; refusal: LinliError };

export const write = (operation: Operation, refusal: LinliError): Write => ({ operation, refusal });

export type InsertOutcome = 'inserted' | 'exists';

/** What the item says after the change, or the mark that stood in its way. */
export type NumbersOutcome =
  | { applied: true; item: Record<string, unknown> }
  | { applied: false; mark: string };

const TRANSACTION_LIMIT = 100;
const GET_LIMIT = 100;
const STATEMENT_LIMIT = 25;
/** How many items a filtered page looks at, for each row it is asked for and at the least. */
const LOOKED_AT_A_ROW = 4;
const LOOKED_AT_LEAST = 200;

type OrderedRequest = PageRequest & { order?: 'asc' | 'desc' };
export type ListRequest<E extends AnyEntity> = OrderedRequest & {
  keep?: ((item: EntityItem<E>) => boolean) | undefined;
};

const pageTo = <T>({ LastEvaluatedKey }: QueryCommandOutput, items: T[], asking: Asking): Page<T> =>
  LastEvaluatedKey === undefined ? { items } : { items, next: encodeCursor(LastEvaluatedKey as Key, asking) };

/**
 * One tenant's (or one district's) view of the table, and the only way to DynamoDB. ElectroDB builds keys and
 * expressions; this class sends them, keeps every key inside `prefix`, and turns cancel reasons into refusals. With
 * `collections` it is a view of those alone, and nothing can be written through it.
 */
export class Table {
  readonly #client: DynamoDBDocumentClient;
  readonly #pause: Pause;
  readonly name: string;
  readonly prefix: string;

  constructor(
    client: DynamoDBDocumentClient,
    name: string,
    prefix: string,
    { collections, pause = pauseFor }: { collections?: readonly string[]; pause?: Pause } = {},
  ) {
    this.#client = guarded(client, { table: name, prefix, collections });
    this.#pause = pause;
    this.name = name;
    this.prefix = prefix;
  }

  /** The same view of these collections alone, and only to read. */
  only(collections: readonly string[]): Table {
    return new Table(this.#client, this.name, this.prefix, { collections, pause: this.#pause });
  }

  /** One item by its key, or undefined. One round trip. */
  async get<E extends AnyEntity>(
    entity: E,
    operation: Operation,
    options: { consistent?: boolean } = {},
  ): Promise<EntityItem<E> | undefined> {
    const params = this.#paramsOf(operation);
    if (!mayExist(params.Key as Key)) return undefined;
    const { Item } = await this.#client.send(
      new GetCommand({ TableName: this.name, Key: params.Key, ConsistentRead: options.consistent ?? false }),
    );
    return Item === undefined ? undefined : (entity.parse({ Item }).data as EntityItem<E>);
  }

  /** Items of any nouns, a hundred a round trip, in the order asked for; undefined where there is none. */
  async getMany(
    wanted: readonly { entity: AnyEntity; operation: Operation }[],
    options: { consistent?: boolean } = {},
  ): Promise<unknown[]> {
    const keys = wanted.map(({ operation }) => this.#paramsOf(operation).Key as Key);
    const unique = new Map(keys.filter(mayExist).map((key) => [keyText(key), key]));
    const found = new Map<string, Record<string, unknown>>();
    let pending = [...unique.values()];
    while (pending.length > 0) {
      const now = pending.slice(0, GET_LIMIT);
      const answer = await this.#client.send(
        new BatchGetCommand({
          RequestItems: { [this.name]: { Keys: now, ConsistentRead: options.consistent ?? false } },
        }),
      );
      for (const item of answer.Responses?.[this.name] ?? []) found.set(keyText(item as Key), item);
      const left = (answer.UnprocessedKeys?.[this.name]?.Keys ?? []) as Key[];
      pending = [...left, ...pending.slice(GET_LIMIT)];
    }
    return wanted.map(({ entity }, i) => {
      const Item = found.get(keyText(keys[i] as Key));
      return Item === undefined ? undefined : entity.parse({ Item }).data;
    });
  }

  /**
   * One page of a query in one round trip. The cursor is only good inside this tenant. With `keep` only the items it
   * holds for: such a page looks at a few times its rows and no more, so it may be short, or empty, and still have a
   * `next`; no item is left out and none comes twice.
   */
  async page<E extends AnyEntity>(
    entity: E,
    query: Operation,
    request: ListRequest<E> = {},
  ): Promise<Page<EntityItem<E>>> {
    const params = this.#paramsOf(query);
    if (request.keep !== undefined) return this.#keptPage(entity, params, request, request.keep);
    const asking = this.#asking(params, request);
    const answer = await this.#query(asking, request, pageLimit(request));
    return pageTo(answer, entity.parse({ Items: answer.Items ?? [] }).data as EntityItem<E>[], asking);
  }

  /** Every item of a query, page by page. For jobs and for collections with a small limit; never for a page view of a growing one. */
  async *each<E extends AnyEntity>(
    entity: E,
    query: Operation,
    options: { consistent?: boolean } = {},
  ): AsyncGenerator<EntityItem<E>> {
    const params = this.#paramsOf(query);
    let from: Key | undefined;
    do {
      const answer = await this.#client.send(
        new QueryCommand({
          ...(params as { TableName: string }),
          ConsistentRead: options.consistent ?? false,
          ExclusiveStartKey: from,
        }),
      );
      yield* entity.parse({ Items: answer.Items ?? [] }).data as EntityItem<E>[];
      from = answer.LastEvaluatedKey as Key | undefined;
    } while (from !== undefined);
  }

  async all<E extends AnyEntity>(entity: E, query: Operation): Promise<EntityItem<E>[]> {
    const items: EntityItem<E>[] = [];
    for await (const item of this.each(entity, query)) items.push(item);
    return items;
  }

  /**
   * All writes or none, in one round trip. A single write is sent plain, at half the price of a transaction.
   * Raises the refusal of the first write whose condition failed.
   */
  async commit(writes: readonly Write[]): Promise<void> {
    if (writes.length > TRANSACTION_LIMIT)
      throw new Error(`A transaction holds at most ${TRANSACTION_LIMIT} writes`);
    const [only] = writes;
    if (only === undefined) return;
    if (writes.length === 1) return this.#writeOne(only);
    return this.#transact(writes);
  }

  /**
   * Inserts at one write unit a row (and one for each index entry), 25 rows a call; a row that is already there is
   * left alone and told so. PartiQL is used because `BatchWriteItem` takes no conditions and would overwrite.
   */
  async insertMany(operations: readonly Operation[]): Promise<InsertOutcome[]> {
    const outcomes: InsertOutcome[] = [];
    for (let start = 0; start < operations.length; start += STATEMENT_LIMIT) {
      outcomes.push(...(await this.#insertBatch(operations.slice(start, start + STATEMENT_LIMIT))));
    }
    return outcomes;
  }

  /**
   * With `setNumbers` the only write that ElectroDB does not build: counters, whose attribute names (`serviceMinutes@12`)
   * are data and so fit no model. Makes the item when there is none. One write, one round trip.
   */
  async addNumbers(change: NumbersChange): Promise<NumbersOutcome> {
    const params = numbersUpdate(this.name, change);
    try {
      const { Attributes = {} } = await this.#client.send(new UpdateCommand(params));
      return { applied: true, item: Attributes };
    } catch (error) {
      if (!(error instanceof ConditionalCheckFailedException)) throw error;
      return { applied: false, mark: error.Item?.[change.mark.name]?.S ?? '' };
    }
  }

  /** Puts counters right; false, and nothing is written, when one of them has moved meanwhile. One write, one round trip. */
  async setNumbers(correction: NumbersCorrection): Promise<boolean> {
    const params = numbersCorrection(this.name, correction);
    try {
      await this.#client.send(new UpdateCommand(params));
      return true;
    } catch (error) {
      if (!(error instanceof ConditionalCheckFailedException)) throw error;
      return false;
    }
  }

  /**
   * Every item of one partition as it is stored, or those with a sort key `from`…`to`: counters, and the rows that a
   * recount folds exactly as the stream saw them. Never for a page of a growing collection.
   */
  async *eachStored(collection: string, range?: SortKeyRange): AsyncGenerator<Record<string, unknown>> {
    const params = storedQuery(this.name, `${this.prefix}${collection}`, range);
    let from: Key | undefined;
    do {
      const answer = await this.#client.send(new QueryCommand({ ...params, ExclusiveStartKey: from }));
      yield* answer.Items ?? [];
      from = answer.LastEvaluatedKey as Key | undefined;
    } while (from !== undefined);
  }

  /** The last `count` such items, the greatest sort key first. One round trip. */
  async lastStored(
    collection: string,
    range: SortKeyRange,
    count: number,
  ): Promise<Record<string, unknown>[]> {
    const params = storedQuery(this.name, `${this.prefix}${collection}`, range);
    const { Items } = await this.#client.send(
      new QueryCommand({ ...params, ScanIndexForward: false, Limit: count }),
    );
    return Items ?? [];
  }

  async #keptPage<E extends AnyEntity>(
    entity: E,
    params: Params,
    request: OrderedRequest,
    keep: (item: EntityItem<E>) => boolean,
  ): Promise<Page<EntityItem<E>>> {
    const limit = pageLimit(request);
    const asking = this.#asking(params, request);
    const answer = await this.#query(asking, request, Math.max(limit * LOOKED_AT_A_ROW, LOOKED_AT_LEAST));
    const kept = (answer.Items ?? [])
      .map((stored) => ({ stored, item: entity.parse({ Item: stored }).data as EntityItem<E> }))
      .filter(({ item }) => keep(item));
    const items = kept.slice(0, limit).map(({ item }) => item);
    const last = kept[limit - 1];
    if (last !== undefined && kept.length > limit)
      return { items, next: encodeCursor(startKeyAfter(last.stored, asking), asking) };
    return pageTo(answer, items, asking);
  }

  #asking(params: Params, { order = 'asc' }: OrderedRequest): Asking {
    return { params, prefix: this.prefix, order };
  }

  async #query(asking: Asking, { cursor }: OrderedRequest, limit: number): Promise<QueryCommandOutput> {
    const query = {
      ...(asking.params as unknown as { TableName: string }),
      Limit: limit,
      ScanIndexForward: asking.order === 'asc',
    };
    if (cursor === undefined) return this.#client.send(new QueryCommand(query));
    const ExclusiveStartKey = decodeCursor(cursor, asking);
    try {
      return await this.#client.send(new QueryCommand({ ...query, ExclusiveStartKey }));
    } catch (error) {
      // Made up with a right mark: it points beside the list, and DynamoDB says so.
      if (error instanceof Error && error.name === 'ValidationException') throw cursorInvalid(error);
      throw error;
    }
  }

  async #insertBatch(operations: readonly Operation[]): Promise<InsertOutcome[]> {
    const outcomes: InsertOutcome[] = new Array(operations.length);
    let pending = operations.map((_, i) => i);
    for (let attempt = 1; pending.length > 0; attempt++) {
      const statements = pending.map((i) =>
        insertStatement(this.name, this.#paramsOf(operations[i] as Operation)),
      );
      const answer = await this.#client.send(new BatchExecuteStatementCommand({ Statements: statements }));
      const retry: number[] = [];
      pending.forEach((i, k) => {
        const code = answer.Responses?.[k]?.Error?.Code;
        if (code === undefined) outcomes[i] = 'inserted';
        else if (code === 'DuplicateItem') outcomes[i] = 'exists';
        else if (RETRYABLE_STATEMENT_CODES.has(code) && attempt < CONFLICT_TRIES) retry.push(i);
        else throw new Error(`Insert failed: ${code} ${answer.Responses?.[k]?.Error?.Message ?? ''}`);
      });
      if (retry.length > 0) await backOff(this.#pause, attempt);
      pending = retry;
    }
    return outcomes;
  }

  async #writeOne({ operation, refusal }: Write): Promise<void> {
    try {
      await this.#sendWrite(this.#paramsOf(operation));
    } catch (error) {
      if (error instanceof ConditionalCheckFailedException) throw refusal;
      throw error;
    }
  }

  // Params are ElectroDB's own and complete for the command they were built for; only their shape tells which.
  async #sendWrite(params: Params): Promise<void> {
    if (params.Item !== undefined) await this.#client.send(new PutCommand(params as never));
    else if (params['UpdateExpression'] !== undefined)
      await this.#client.send(new UpdateCommand(params as never));
    else await this.#client.send(new DeleteCommand(params as never));
  }

  async #transact(writes: readonly Write[]): Promise<void> {
    // One token for every time that it is sent: what was done and not heard of is not done again.
    const command = new TransactWriteCommand({
      ClientRequestToken: randomUUID(),
      TransactItems: writes.map(({ operation }) => transactItem(this.#paramsOf(operation))),
    });
    for (let attempt = 1; ; attempt++) {
      try {
        await this.#client.send(command);
        return;
      } catch (error) {
        const again = refusalOrRetry(error, writes);
        if (again instanceof LinliError) throw again;
        if (attempt >= CONFLICT_TRIES) throw tooBusy(error);
        await backOff(this.#pause, attempt);
      }
    }
  }

  #paramsOf(operation: Operation): Params {
    return operation.params({ table: this.name }) as Params;
  }
}
