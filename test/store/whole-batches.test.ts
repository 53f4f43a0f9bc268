import { BatchExecuteStatementCommand, ExecuteTransactionCommand } from '@aws-sdk/lib-dynamodb';
import { Table, tenantPrefix } from '@linli/core/table';
import { draftVolunteer } from '@linli/core/timebank';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { wholeBatches } from '../../functions/src/local/whole-batches.ts';
import { createTestTable, type Engine, startEngine } from '../support/engine.ts';

const TENANT = 'tnt_a';
let engine: Engine;
let table: Table;
let sent: string[];

beforeEach(async () => {
  engine = await startEngine();
  const { client, tableName } = await createTestTable(engine.endpoint);
  sent = [];
  const watched = Object.create(client, {
    send: {
      value: async (command: object) => {
        if (command instanceof ExecuteTransactionCommand) sent.push('as one');
        if (command instanceof BatchExecuteStatementCommand) sent.push('by statement');
        return client.send(command as never);
      },
    },
  });
  table = new Table(wholeBatches(watched), tableName, tenantPrefix(TENANT));
});
afterEach(() => engine.stop());

const rows = (numbers: readonly number[]) =>
  numbers.map((n) => {
    const volunteer = {
      id: `vol_${n}`,
      personId: 'prs_1',
      volunteerNo: `DH${n}`,
      name: '李梅',
      partyMember: false,
    };
    const by = {
      tenantId: TENANT,
      importId: 'imp_1',
      source: 's',
      row: n,
      now: '2019-05-01T02:00:00.000Z',
      by: 'x',
    };
    return draftVolunteer(volunteer, by).insert;
  });

const kept = async () => {
  const found = [];
  for await (const { volunteerNo } of table.eachStored('volunteer')) found.push(volunteerNo);
  return found;
};

it('a batch of new rows goes to the disk as one', async () => {
  const outcomes = await table.insertMany(rows([1, 2, 3]));

  expect(outcomes).toEqual(['inserted', 'inserted', 'inserted']);
  expect(sent).toEqual(['as one']);
  expect(await kept()).toEqual(['DH1', 'DH2', 'DH3']);
});

it('where a row is there already, each row says for itself what became of it, and nothing is overwritten', async () => {
  await table.insertMany(rows([2]));
  const outcomes = await table.insertMany(rows([1, 2, 3]));

  expect(outcomes).toEqual(['inserted', 'exists', 'inserted']);
  expect(sent).toEqual(['as one', 'as one', 'by statement']);
  expect(await kept()).toEqual(['DH1', 'DH2', 'DH3']);
});
