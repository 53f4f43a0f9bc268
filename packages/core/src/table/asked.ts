import {
  BatchExecuteStatementCommand,
  BatchGetCommand,
  DeleteCommand,
  type DynamoDBDocumentClient,
  GetCommand,
  PutCommand,
  QueryCommand,
  TransactWriteCommand,
  UpdateCommand,
} from '@aws-sdk/lib-dynamodb';
import { TABLE } from './names.ts';

export type Command = Parameters<DynamoDBDocumentClient['send']>[0];

/** Which partitions a request reaches, of the table and of its indexes, in which tables, and whether it writes there. */
export type Asked = { tables: string[]; partitions: unknown[]; writes: boolean };

type Fields = Record<string, unknown>;
type Expressed = {
  TableName?: string | undefined;
  Key?: Fields | undefined;
  Item?: Fields | undefined;
  UpdateExpression?: string | undefined;
  ExpressionAttributeNames?: Record<string, string> | undefined;
  ExpressionAttributeValues?: Fields | undefined;
};

const PARTITION_FIELDS: readonly string[] = [
  TABLE.partitionKey,
  ...TABLE.indexes.map(({ partitionKey }) => partitionKey),
];

/** Reads a command of the SDK. Throws for one that `Table` does not send, and for an expression of another form than ElectroDB's. */
export function askedBy(command: Command): Asked {
  if (command instanceof GetCommand) return read([command.input.TableName], keyOf(command.input));
  if (command instanceof BatchGetCommand) {
    const wanted = Object.entries(command.input.RequestItems ?? {});
    const keys = wanted.flatMap(([, { Keys = [] }]) => Keys.flatMap((Key) => keyOf({ Key })));
    return read(
      wanted.map(([table]) => table),
      keys,
    );
  }
  if (command instanceof QueryCommand)
    return read([command.input.TableName], [queried(command.input), ...startOf(command.input)]);
  const writes = writesOf(command);
  return {
    tables: writes.map(({ TableName }) => TableName ?? ''),
    partitions: writes.flatMap(partitionsWritten),
    writes: true,
  };
}

const read = (tables: (string | undefined)[], partitions: unknown[]): Asked => ({
  tables: tables.map((name) => name ?? ''),
  partitions,
  writes: false,
});

const keyOf = ({ Key }: Expressed): unknown[] => [Key?.[TABLE.partitionKey]];

const partitionsIn = (fields: Fields = {}): unknown[] =>
  PARTITION_FIELDS.flatMap((field) => (field in fields ? [fields[field]] : []));

/** The one partition a query is of. Its condition begins with `#pk = :pk`, and `#pk` is the partition key of what is asked. */
function queried(query: QueryCommand['input']): unknown {
  const { KeyConditionExpression = '', ExpressionAttributeNames: names, IndexName } = query;
  const asked = TABLE.indexes.find(({ name }) => name === IndexName) ?? TABLE;
  if (!/^#pk = :pk(?!\w)/.test(KeyConditionExpression) || names?.['#pk'] !== asked.partitionKey)
    throw new Error('A query of no one partition: refused at the table boundary');
  return query.ExpressionAttributeValues?.[':pk'];
}

const startOf = ({ ExclusiveStartKey }: QueryCommand['input']) => partitionsIn(ExclusiveStartKey);

function writesOf(command: Command): Expressed[] {
  if (command instanceof PutCommand || command instanceof UpdateCommand || command instanceof DeleteCommand)
    return [command.input as Expressed];
  if (command instanceof TransactWriteCommand)
    return (command.input.TransactItems ?? []).map(
      ({ Put, Update, Delete }) => (Put ?? Update ?? Delete ?? {}) as Expressed,
    );
  if (command instanceof BatchExecuteStatementCommand)
    return (command.input.Statements ?? []).map(({ Statement = '', Parameters = [] }) =>
      insertedBy(Statement, Parameters),
    );
  throw new Error(`${command.constructor.name}: refused at the table boundary`);
}

/** PartiQL inserts, and can do nothing else: `INSERT INTO "table" VALUE {'pk':?,…}` with one parameter a field. */
function insertedBy(statement: string, parameters: readonly unknown[]): Expressed {
  const [, table, fields = ''] = /^INSERT INTO "([\w.-]+)" VALUE \{('[^']+':\?(?:,'[^']+':\?)*)\}$/.exec(
    statement,
  ) ?? [undefined];
  if (table === undefined) throw new Error('A statement that is no insert: refused at the table boundary');
  const names = fields.split(',').map((field) => field.slice(1, -3));
  return { TableName: table, Item: Object.fromEntries(names.map((name, i) => [name, parameters[i]])) };
}

// The own key of the item is named always, so that a write without one is a partition that is undefined.
const partitionsWritten = (written: Expressed): unknown[] => [
  (written.Key ?? written.Item)?.[TABLE.partitionKey],
  ...partitionsIn(written.Item),
  ...partitionsSet(written),
];

/**
 * The index partitions an update moves an item to: `#gsi1pk = :gsi1pk_u0`, as ElectroDB writes it. DynamoDB itself refuses
 * to set the table's own. Whatever else mentions one is an undefined partition, because it could not be read here.
 */
function partitionsSet(update: Expressed): unknown[] {
  const { UpdateExpression: expression = '', ExpressionAttributeNames: names = {} } = update;
  const aliases = Object.keys(names).filter((alias) => PARTITION_FIELDS.includes(names[alias] ?? ''));
  const mentions = [...PARTITION_FIELDS.map((field) => `(?<![#:\\w])${field}`), ...aliases].flatMap(
    (name) => [...expression.matchAll(new RegExp(`${name}(?!\\w)(?: = (:\\w+)(?= *(?:,|$| [A-Z])))?`, 'g'))],
  );
  return mentions.map(([, value = '']) => update.ExpressionAttributeValues?.[value]);
}
