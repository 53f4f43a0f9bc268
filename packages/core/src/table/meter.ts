import {
  BatchExecuteStatementCommand,
  BatchGetCommand,
  BatchWriteCommand,
  DeleteCommand,
  type DynamoDBDocumentClient,
  GetCommand,
  PutCommand,
  QueryCommand,
  TransactWriteCommand,
  UpdateCommand,
} from '@aws-sdk/lib-dynamodb';
import {
  type Consistency,
  type Item,
  indexWriteUnits,
  itemBytes,
  readUnits,
  writeUnits,
} from './capacity.ts';
import { TABLE } from './names.ts';

/**
 * What went through a metered client: calls, those of them that write, and capacity units by DynamoDB's published formulas.
 * `roundTrips` is how often somebody waited: calls under way together are one. `insertUnits` are those of the write units
 * that went into rows sent many at once.
 */
export type MeterTotals = {
  calls: number;
  writeCalls: number;
  roundTrips: number;
  readUnits: number;
  writeUnits: number;
  insertUnits: number;
};

export type Meter = {
  /** Does what the client it was made from does, and counts. */
  client: DynamoDBDocumentClient;
  totals(): MeterTotals;
  reset(): void;
};

const NOTHING: MeterTotals = {
  calls: 0,
  writeCalls: 0,
  roundTrips: 0,
  readUnits: 0,
  writeUnits: 0,
  insertUnits: 0,
};

type Place = { table: string; key: Item };
type Cost = { readUnits?: number; writeUnits?: number; insertUnits?: number };
type Command = Parameters<DynamoDBDocumentClient['send']>[0];

/**
 * Counts at the SDK boundary. A write's cost depends on the item before and after, which are read through the original,
 * uncounted client: meter one thing at a time, since somebody else's write in between would be counted here. Calls are
 * commands; a retry inside the SDK is not a further one. A command without a formula here is an error.
 */
export function meter(original: DynamoDBDocumentClient): Meter {
  let totals: MeterTotals = NOTHING;
  const add = ({ readUnits = 0, writeUnits = 0, insertUnits = 0 }: Cost) => {
    totals = {
      ...totals,
      calls: totals.calls + 1,
      writeCalls: totals.writeCalls + (writeUnits > 0 ? 1 : 0),
      readUnits: totals.readUnits + readUnits,
      writeUnits: totals.writeUnits + writeUnits,
      insertUnits: totals.insertUnits + insertUnits,
    };
  };
  const send = async (command: Command) => {
    // What a call may have waited for is whatever was answered before it was sent.
    const depth = totals.roundTrips + 1;
    try {
      return await sendMetered(original, command, add);
    } finally {
      totals = { ...totals, roundTrips: Math.max(totals.roundTrips, depth) };
    }
  };
  const client: DynamoDBDocumentClient = Object.create(original, { send: { value: send } });
  return {
    client,
    totals: () => totals,
    reset: () => {
      totals = NOTHING;
    },
  };
}

async function sendMetered(client: DynamoDBDocumentClient, command: Command, add: (cost: Cost) => void) {
  if (command instanceof BatchExecuteStatementCommand) {
    const answer = await client.send(command);
    const units = await insertedUnits(client, command.input, answer);
    add({ writeUnits: units, insertUnits: units });
    return answer;
  }
  const written = writesOf(command);
  if (written !== undefined) return sendWrites(client, command, written, add);
  const answer = (await client.send(command)) as Item;
  add({ readUnits: await unitsRead(client, command, answer) });
  return answer;
}

// --- writes ----------------------------------------------------------------------------------------------------------

/** The items a command writes, or undefined when it is no such command. */
function writesOf(command: Command): { places: Place[]; transactional: boolean } | undefined {
  if (command instanceof PutCommand) return single(placeOf(command.input.TableName, command.input.Item));
  if (command instanceof UpdateCommand || command instanceof DeleteCommand)
    return single(placeOf(command.input.TableName, command.input.Key));
  if (command instanceof BatchWriteCommand) {
    const places = Object.entries(command.input.RequestItems ?? {}).flatMap(([table, requests]) =>
      requests.map(({ PutRequest, DeleteRequest }) => placeOf(table, PutRequest?.Item ?? DeleteRequest?.Key)),
    );
    return { places, transactional: false };
  }
  if (command instanceof TransactWriteCommand) {
    const places = (command.input.TransactItems ?? []).map(({ Put, Update, Delete, ConditionCheck }) =>
      placeOf(
        (Put ?? Update ?? Delete ?? ConditionCheck)?.TableName,
        Put?.Item ?? (Update ?? Delete ?? ConditionCheck)?.Key,
      ),
    );
    return { places, transactional: true };
  }
  return undefined;
}

const single = (place: Place) => ({ places: [place], transactional: false });

const placeOf = (table: string | undefined, item: Item | undefined): Place => ({
  table: table ?? '',
  key: { [TABLE.partitionKey]: item?.[TABLE.partitionKey], [TABLE.sortKey]: item?.[TABLE.sortKey] },
});

/** A write that is refused is paid for as well, by the size of what stood there. */
async function sendWrites(
  client: DynamoDBDocumentClient,
  command: Command,
  { places, transactional }: { places: Place[]; transactional: boolean },
  add: (cost: Cost) => void,
) {
  const before = await readAll(client, places);
  try {
    return await client.send(command);
  } finally {
    const after = await readAll(client, places);
    const units = places.map(
      (_, i) => writeUnits(before[i], after[i], transactional) + indexWriteUnits(before[i], after[i]),
    );
    add({ writeUnits: sum(units) });
  }
}

/** Inserts are told apart from what was there already by the answer; only the latter have to be looked up. */
async function insertedUnits(
  client: DynamoDBDocumentClient,
  input: { Statements?: { Statement?: string | undefined; Parameters?: unknown[] }[] | undefined },
  answer: { Responses?: { Error?: { Code?: string } | undefined }[] | undefined },
): Promise<number> {
  const units = (input.Statements ?? []).map(async ({ Statement = '', Parameters = [] }, i) => {
    const { table, item } = insertIn(Statement, Parameters);
    if (answer.Responses?.[i]?.Error === undefined)
      return writeUnits(undefined, item, false) + indexWriteUnits(undefined, item);
    const [existing] = await readAll(client, [placeOf(table, item)]);
    return writeUnits(existing, undefined, false);
  });
  return sum(await Promise.all(units));
}

function insertIn(statement: string, parameters: readonly unknown[]): { table: string; item: Item } {
  const table = /^INSERT INTO "([^"]+)" VALUE /.exec(statement)?.[1];
  if (table === undefined) throw new Error(`No formula for this statement: ${statement}`);
  const names = [...statement.matchAll(/'([^']+)':\?/g)].map((match) => match[1] as string);
  return { table, item: Object.fromEntries(names.map((name, i) => [name, parameters[i]])) };
}

const readAll = (client: DynamoDBDocumentClient, places: readonly Place[]): Promise<(Item | undefined)[]> =>
  Promise.all(
    places.map(async ({ table, key }) => {
      const { Item } = await client.send(
        new GetCommand({ TableName: table, Key: key, ConsistentRead: true }),
      );
      return Item;
    }),
  );

// --- reads -----------------------------------------------------------------------------------------------------------

async function unitsRead(client: DynamoDBDocumentClient, command: Command, answer: Item): Promise<number> {
  if (command instanceof GetCommand) {
    const item = answer['Item'] as Item | undefined;
    return readUnits(item === undefined ? 0 : itemBytes(item), consistencyOf(command.input.ConsistentRead));
  }
  if (command instanceof BatchGetCommand) return batchGetUnits(command, answer);
  if (command instanceof QueryCommand) {
    const bytes = sum((await itemsEvaluated(client, command, answer)).map(itemBytes));
    return readUnits(bytes, consistencyOf(command.input.ConsistentRead));
  }
  throw new Error(`No formula for ${command.constructor.name}`);
}

const consistencyOf = (consistent: boolean | undefined): Consistency => (consistent ? 'strong' : 'eventual');

/** Each item is rounded up by itself; a key without an item costs a block like any other. */
function batchGetUnits(command: BatchGetCommand, answer: Item): number {
  const found = (answer['Responses'] ?? {}) as Record<string, Item[]>;
  const left = (answer['UnprocessedKeys'] ?? {}) as Record<string, { Keys?: unknown[] }>;
  const units = Object.entries(command.input.RequestItems ?? {}).map(([table, { Keys, ConsistentRead }]) => {
    const items = found[table] ?? [];
    const consistency = consistencyOf(ConsistentRead);
    const missing = (Keys?.length ?? 0) - (left[table]?.Keys?.length ?? 0) - items.length;
    return (
      sum(items.map((item) => readUnits(itemBytes(item), consistency))) + missing * readUnits(0, consistency)
    );
  });
  return sum(units);
}

/** A query pays for what it evaluates, whole, whatever a filter or a projection leaves of it: then it is asked again without. */
async function itemsEvaluated(
  client: DynamoDBDocumentClient,
  command: QueryCommand,
  answer: Item,
): Promise<Item[]> {
  const { FilterExpression, ProjectionExpression, Select, ...whole } = command.input;
  const asStored = [FilterExpression, ProjectionExpression, Select].every((clause) => clause === undefined);
  if (asStored) return (answer['Items'] ?? []) as Item[];
  const { Items = [] } = await client.send(new QueryCommand(withoutUnusedNames(whole)));
  return Items;
}

// DynamoDB refuses names and values that no expression uses.
function withoutUnusedNames(query: QueryCommand['input']): QueryCommand['input'] {
  const used = query.KeyConditionExpression ?? '';
  const keep = (entries: Item | undefined) =>
    Object.fromEntries(
      Object.entries(entries ?? {}).filter(([name]) => new RegExp(`${name}(?!\\w)`).test(used)),
    );
  return {
    ...query,
    ExpressionAttributeNames: keep(query.ExpressionAttributeNames) as Record<string, string>,
    ExpressionAttributeValues: keep(query.ExpressionAttributeValues),
  };
}

const sum = (numbers: readonly number[]): number => numbers.reduce((total, number) => total + number, 0);
