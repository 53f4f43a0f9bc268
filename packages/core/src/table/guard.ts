import type { DynamoDBDocumentClient } from '@aws-sdk/lib-dynamodb';
import { type Asked, askedBy, type Command } from './asked.ts';
import { isUnanswered, tooBusy } from './conflicts.ts';

/**
 * What a view of the table reaches: one table, every partition that begins with `prefix`; or, with `collections`, only
 * those collections of it, and only to read them.
 */
export type Bounds = { table: string; prefix: string; collections?: readonly string[] | undefined };

/**
 * The rule that `dynamodb:LeadingKeys` enforces on AWS, enforced at the SDK's boundary too, so that every test exercises
 * it: what is sent is looked at, not what was meant. A breach is a bug, never a user's mistake, and nothing of it is sent.
 * Throws `unavailable` when no answer came.
 */
export function guarded(client: DynamoDBDocumentClient, bounds: Bounds): DynamoDBDocumentClient {
  return Object.create(client, {
    send: {
      value: async (command: Command, ...rest: []) => {
        assertWithin(askedBy(command), bounds);
        try {
          return await client.send(command as never, ...rest);
        } catch (error) {
          throw isUnanswered(error) ? tooBusy(error) : error;
        }
      },
    },
  });
}

export function assertWithin(
  { tables, partitions, writes }: Asked,
  { table, prefix, collections }: Bounds,
): void {
  for (const name of tables) if (name !== table) throw refusal(`A request of table ${name}`);
  if (partitions.length === 0) throw refusal('A request without a partition key');
  for (const partition of partitions) {
    if (typeof partition !== 'string' || !partition.startsWith(prefix))
      throw refusal(`Key outside ${prefix}`);
    if (collections !== undefined && !collections.includes(collectionOf(partition, prefix)))
      throw refusal(`A collection that is not shown in ${prefix}`);
  }
  if (writes && collections !== undefined) throw refusal(`A write to what is only shown of ${prefix}`);
}

const collectionOf = (partition: string, prefix: string): string =>
  partition.slice(prefix.length).split('#')[0] ?? '';

const refusal = (what: string) => new Error(`${what}: refused at the table boundary`);
