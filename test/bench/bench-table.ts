import { randomUUID } from 'node:crypto';
import { CreateTableCommand } from '@aws-sdk/client-dynamodb';
import { createTableInput, localDocumentClient } from '@linli/core/table';
import type { TestTable } from '../support/engine.ts';

/**
 * The table without its stream. The embedded engine searches all stream records at every write, so that a hundred
 * thousand rows would take it half an hour; nothing measured here reads the stream.
 */
export async function createBenchTable(endpoint: string): Promise<TestTable> {
  const client = localDocumentClient(endpoint);
  const tableName = `linli-${randomUUID()}`;
  const { StreamSpecification: _, ...withoutStream } = createTableInput(tableName);
  await client.send(new CreateTableCommand(withoutStream));
  return { client, tableName };
}
