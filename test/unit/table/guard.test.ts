import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import {
  BatchExecuteStatementCommand,
  BatchGetCommand,
  DeleteCommand,
  DynamoDBDocumentClient,
  GetCommand,
  PutCommand,
  QueryCommand,
  ScanCommand,
  TransactWriteCommand,
  UpdateCommand,
} from '@aws-sdk/lib-dynamodb';
import { LinliError } from '@linli/core/kernel';
import {
  type Operation,
  PUBLIC_COLLECTIONS,
  Table,
  tenantIndex,
  tenantKey,
  tenantPrefix,
  write,
} from '@linli/core/table';
import { Entity } from 'electrodb';
import fc from 'fast-check';
import { beforeEach, describe, expect, it } from 'vitest';
import { guarded } from '../../../packages/core/src/table/guard.ts';

const Books = new Entity({
  model: { service: 'library', entity: 'book', version: '1' },
  attributes: {
    tenantId: { type: 'string', required: true },
    id: { type: 'string', required: true },
    shelf: { type: 'string', required: true },
    title: { type: 'string', required: true },
    copies: { type: 'number', required: true },
  },
  indexes: {
    byId: tenantKey('book', ['id']),
    byTitle: tenantIndex('gsi1', 'book', ['title', 'id']),
    ofShelf: tenantIndex('gsi2', 'book', ['title', 'id'], ['shelf']),
  },
});

// Nothing listens there: whatever the guard lets through is caught on its way and kept in `sent`.
const sent: unknown[] = [];
const client = DynamoDBDocumentClient.from(
  new DynamoDBClient({ region: 'local', endpoint: 'http://127.0.0.1:1' }),
);
Object.assign(client, {
  send: async ({ input }: { input: unknown }) => {
    sent.push(input);
    return {};
  },
});
beforeEach(() => {
  sent.length = 0;
});

const MINE = 'tnt_1';
const REFUSED = /refused at the table boundary/;
const refusal = new LinliError('conflict', 'alreadyChanged');
const table = () => new Table(client, 'linli', tenantPrefix(MINE));

/** Communities that look like ours and are not, and ids made to lead out of a key. */
const others = fc.oneof(
  fc.constantFrom('tnt_', 'tnt_10', 'tnt_1_', 'tnt_01', 'TNT_1', '#tnt_1', 'x#tnt_1', 'tnt_１', ' tnt_1', ''),
  fc.string({ maxLength: 12 }).filter((id) => id !== MINE && !id.startsWith(`${MINE}#`)),
);
const text = fc.oneof(
  fc.constantFrom('T#tnt_1#book', 'T#tnt_10#book', '#', 'a#b', ':pk', '#pk', '$' + '{tenantId}'),
  fc.string({ minLength: 1, maxLength: 20 }),
);
const book = (tenantId: fc.Arbitrary<string>) =>
  fc.record({ tenantId, id: text, shelf: text, title: text, copies: fc.integer() });

/** Every kind of request that ElectroDB builds and a `Table` sends, for a community. */
const requests: readonly ((of: {
  tenantId: string;
  id: string;
  shelf: string;
  title: string;
  copies: number;
}) => Promise<unknown>)[] = [
  ({ tenantId, id }) => table().get(Books, Books.get({ tenantId, id })),
  ({ tenantId, id }) =>
    table().getMany(
      [MINE, tenantId].map((tenantId) => ({ entity: Books, operation: Books.get({ tenantId, id }) })),
    ),
  ({ tenantId }) => table().page(Books, Books.query.byTitle({ tenantId })),
  ({ tenantId, title }) => table().page(Books, Books.query.byTitle({ tenantId }).begins({ title })),
  ({ tenantId, shelf, title }) =>
    table().page(Books, Books.query.ofShelf({ tenantId, shelf }).lte({ title })),
  ({ tenantId }) => table().all(Books, Books.query.byId({ tenantId })),
  (made) => commit(Books.create(made)),
  (made) => commit(Books.put(made)),
  ({ tenantId, id, ...set }) => commit(Books.patch({ tenantId, id }).set(set)),
  ({ tenantId, id, ...set }) => commit(Books.upsert({ tenantId, id, ...set })),
  ({ tenantId, id }) => commit(Books.patch({ tenantId, id }).add({ copies: 1 })),
  ({ tenantId, id }) => commit(Books.delete({ tenantId, id })),
  (made) => commit(Books.create({ ...made, tenantId: MINE }), Books.create(made)),
  ({ tenantId, id }) => commit(Books.delete({ tenantId: MINE, id: 'x' }), Books.delete({ tenantId, id })),
  (made) => table().insertMany([Books.create({ ...made, tenantId: MINE }), Books.create(made)]),
];
const commit = (...operations: Operation[]) =>
  table().commit(operations.map((operation) => write(operation, refusal)));

describe('the guard at the boundary of the table', () => {
  it('lets nothing out that names a partition of another community, whatever the request', async () => {
    await fc.assert(
      fc.asyncProperty(book(others), fc.constantFrom(...requests), async (made, request) => {
        sent.length = 0;
        // ElectroDB refuses some ids by itself; either way nothing may leave.
        await expect(request(made)).rejects.toThrow();
        expect(sent).toEqual([]);
      }),
      { numRuns: 1500 },
    );
  });

  it('lets out what is of the own community, and whatever leaves begins with its prefix', async () => {
    let left = 0;
    await fc.assert(
      fc.asyncProperty(book(fc.constant(MINE)), fc.constantFrom(...requests), async (made, request) => {
        sent.length = 0;
        await request(made);
        left += sent.length;
        for (const [, partition] of JSON.stringify(sent).matchAll(/"(?:gsi\d)?pk":"((?:[^"\\]|\\.)*)"/g))
          if (!['pk', 'gsi1pk', 'gsi2pk'].includes(partition as string))
            expect(partition).toMatch(/^T#tnt_1#book/);
      }),
      { numRuns: 1000 },
    );

    expect(left).toBeGreaterThan(900);
  });

  const mine = { table: 'linli', prefix: tenantPrefix(MINE) };
  const [OWN, THEIRS] = ['T#tnt_1#book', 'T#tnt_10#book'];
  const query = { TableName: 'linli', KeyConditionExpression: '#pk = :pk' };
  const named = (pk: string, value: string) => ({
    ExpressionAttributeNames: { '#pk': pk },
    ExpressionAttributeValues: { ':pk': value },
  });
  const update = (UpdateExpression: string, value = OWN) => ({
    TableName: 'linli',
    Key: { pk: OWN, sk: '1' },
    UpdateExpression,
    ExpressionAttributeNames: { '#gsi1pk': 'gsi1pk', '#other': 'gsi2pk' },
    ExpressionAttributeValues: { ':v': value },
  });
  const insert = (Statement: string, ...Parameters: string[]) =>
    new BatchExecuteStatementCommand({ Statements: [{ Statement, Parameters }] });

  it.each([
    ['a scan', new ScanCommand({ TableName: 'linli' })],
    ['another table', new GetCommand({ TableName: 'linli2', Key: { pk: OWN, sk: '1' } })],
    ['no key', new GetCommand({ TableName: 'linli', Key: {} })],
    ['no keys', new BatchGetCommand({ RequestItems: { linli: { Keys: [] } } })],
    [
      'one key of many',
      new BatchGetCommand({ RequestItems: { linli: { Keys: [{ pk: OWN }, { pk: THEIRS }] } } }),
    ],
    ['a query of theirs', new QueryCommand({ ...query, ...named('pk', THEIRS) })],
    ['a query that asks by another field', new QueryCommand({ ...query, ...named('title', OWN) })],
    [
      "a query by one index's key in another",
      new QueryCommand({ ...query, IndexName: 'gsi1', ...named('gsi2pk', OWN) }),
    ],
    [
      'a query that goes on in theirs',
      new QueryCommand({ ...query, ...named('pk', OWN), ExclusiveStartKey: { pk: THEIRS, sk: '1' } }),
    ],
    [
      'a query of a condition it cannot read',
      new QueryCommand({ ...query, KeyConditionExpression: 'pk = :p', ...named('pk', OWN) }),
    ],
    [
      'an item that shows in their index',
      new PutCommand({ TableName: 'linli', Item: { pk: OWN, gsi2pk: THEIRS } }),
    ],
    ['an item without a key', new PutCommand({ TableName: 'linli', Item: { gsi1pk: OWN } })],
    ['an update that moves into their index', new UpdateCommand(update('SET #gsi1pk = :v', THEIRS))],
    ['an update that moves under another name', new UpdateCommand(update('SET #other = :v', THEIRS))],
    ['an update without a name', new UpdateCommand(update('SET gsi1pk = :v', THEIRS))],
    ['an update by a function', new UpdateCommand(update('SET #gsi1pk = if_not_exists(#gsi1pk, :v)'))],
    ['a removal of theirs', new DeleteCommand({ TableName: 'linli', Key: { pk: THEIRS, sk: '1' } })],
    [
      'a transaction with one of theirs',
      new TransactWriteCommand({
        TransactItems: [
          { Put: { TableName: 'linli', Item: { pk: OWN } } },
          { Delete: { TableName: 'linli', Key: { pk: THEIRS } } },
        ],
      }),
    ],
    [
      'a check of theirs in a transaction',
      new TransactWriteCommand({
        TransactItems: [
          { ConditionCheck: { TableName: 'linli', Key: { pk: THEIRS }, ConditionExpression: 'x' } },
        ],
      }),
    ],
    ['an insert of theirs', insert(`INSERT INTO "linli" VALUE {'pk':?,'sk':?}`, THEIRS, '1')],
    ['an insert into another table', insert(`INSERT INTO "linli2" VALUE {'pk':?}`, OWN)],
    ['a statement that selects', insert(`SELECT * FROM "linli" WHERE pk = ?`, OWN)],
    ['a statement in a statement', insert(`INSERT INTO "linli" VALUE {'pk':?}; DELETE FROM "linli"`, OWN)],
  ])('refuses %s', async (_, command) => {
    await expect(guarded(client, mine).send(command as never)).rejects.toThrow(REFUSED);

    expect(sent).toEqual([]);
  });

  it('shows only the collections of a public view, and only to read', async () => {
    const shown = new Table(client, 'linli', tenantPrefix(MINE), { collections: PUBLIC_COLLECTIONS });
    const Units = new Entity({
      model: { service: 'library', entity: 'unit', version: '1' },
      attributes: { tenantId: { type: 'string' }, id: { type: 'string' } },
      indexes: { byId: tenantKey('unit', ['id']) },
    });
    const unit = { tenantId: MINE, id: '1' };

    await shown.get(Units, Units.get(unit));
    expect(sent).toHaveLength(1);
    await expect(shown.commit([write(Units.put(unit), refusal)])).rejects.toThrow(REFUSED);
    await expect(shown.insertMany([Units.create(unit)])).rejects.toThrow(REFUSED);
    await expect(shown.get(Books, Books.get(unit))).rejects.toThrow(REFUSED);
    await expect(shown.page(Books, Books.query.byId({ tenantId: MINE }))).rejects.toThrow(REFUSED);

    expect(sent).toHaveLength(1);
  });

  it('is not made for a community whose id would match others', () => {
    for (const id of ['', 'tnt_1#x', 'tnt-1', 'TNT_1', 'tnt_*', 'tnt_1/../x'])
      expect(() => tenantPrefix(id)).toThrow('Not a tenant id');
  });
});
