import { isDeepStrictEqual } from 'node:util';
import { BatchWriteCommand, type DynamoDBDocumentClient, ScanCommand } from '@aws-sdk/lib-dynamodb';
import type { StreamEvent } from '@linli/core/table';
import type { TestTable } from '../../support/engine.ts';
import { followStream } from '../../support/stream.ts';

type Item = Record<string, unknown>;
type Items = ReadonlyMap<string, Item>;

/** An item that is not as it was: `before` or `after` is absent when it was made or taken away. */
export type Change = { key: string; before?: Item | undefined; after?: Item | undefined };

const keyOf = ({ pk, sk }: Item) => `${pk} ${sk}`;

async function itemsOf({ client, tableName }: TestTable): Promise<Items> {
  const items = new Map<string, Item>();
  let from: Item | undefined;
  do {
    const page = await client.send(
      new ScanCommand({ TableName: tableName, ConsistentRead: true, ExclusiveStartKey: from }),
    );
    for (const item of page.Items ?? []) items.set(keyOf(item), item);
    from = page.LastEvaluatedKey;
  } while (from !== undefined);
  return items;
}

/** The table as it stands, to be looked back to. Small tables only: it is read whole to be taken and to be compared. */
export class Snapshot {
  readonly #endpoint: string;
  readonly #table: TestTable;
  #items: Items = new Map();
  #told: () => Promise<StreamEvent[]> = async () => [];

  constructor(endpoint: string, table: TestTable) {
    this.#endpoint = endpoint;
    this.#table = table;
  }

  async take(): Promise<void> {
    this.#told = await followStream(this.#endpoint, this.#table);
    this.#items = await itemsOf(this.#table);
  }

  get items(): Item[] {
    return [...this.#items.values()];
  }

  /** What is not as it was, by reading everything. */
  async changes(): Promise<Change[]> {
    const now = await itemsOf(this.#table);
    return this.#compared([...this.#items.keys(), ...now.keys()], now);
  }

  /** Makes the table what it was, and says what had changed since the last time: the stream tells it without reading everything. */
  async restore(): Promise<Change[]> {
    const now = new Map<string, Item | undefined>();
    for (const { newImage, oldImage } of await this.#told())
      now.set(keyOf((newImage ?? oldImage) as Item), newImage);
    const changes = this.#compared([...now.keys()], now);
    for (let start = 0; start < changes.length; start += 25)
      await putBack(this.#table.client, this.#table.tableName, changes.slice(start, start + 25));
    return changes;
  }

  #compared(keys: readonly string[], now: ReadonlyMap<string, Item | undefined>): Change[] {
    return [...new Set(keys)]
      .map((key) => ({ key, before: this.#items.get(key), after: now.get(key) }))
      .filter(({ before, after }) => !isDeepStrictEqual(before, after));
  }
}

const putBack = (client: DynamoDBDocumentClient, tableName: string, changes: readonly Change[]) =>
  client.send(
    new BatchWriteCommand({
      RequestItems: {
        [tableName]: changes.map(({ before, after }) =>
          before === undefined
            ? { DeleteRequest: { Key: { pk: after?.['pk'], sk: after?.['sk'] } } }
            : { PutRequest: { Item: before } },
        ),
      },
    }),
  );
