import { LinliError } from '@linli/core/kernel';
import { type Operation, PUBLIC_COLLECTIONS, type Table, write } from '@linli/core/table';
import { Communities } from '@linli/core/tenancy';
import type { Found } from '../battery.ts';
import type { Siege } from './siege.ts';

type Key = { pk: string; sk: string };

/**
 * What no route asks for and a mistake in one could: every key of theirs through our own view of the table, and through
 * the public view whatever is not public of our own. Nothing of it may leave for the engine.
 */
export async function askTheTable({ world, ours, theirs }: Siege): Promise<Found> {
  const table = world.tenantTable(ours.tenantId);
  const shown = world.publicTable(ours.tenantId);
  const keys = world.snapshot.items.map(({ pk, sk }) => ({ pk: String(pk), sk: String(sk) }));
  const notOurs = keys.filter(({ pk }) => !pk.startsWith(`T#${ours.tenantId}#`));
  const notShown = keys.filter(({ pk }) => pk.startsWith(`T#${ours.tenantId}#`) && !isPublic(pk));
  // Ours stands in them, but not at the beginning.
  const lookAlike = [
    `T#${theirs.tenantId}#meeting#T#${ours.tenantId}#`,
    ` T#${ours.tenantId}#person`,
    `D#T#${ours.tenantId}#x`,
  ];
  const asked = [
    ...[...notOurs, ...lookAlike.map((pk) => ({ pk, sk: 'x' }))].flatMap((key) => requestsOf(table, key)),
    ...notShown.flatMap((key) => requestsOf(shown, key)),
  ];

  const failures: string[] = [];
  for (const { name, send } of asked) {
    const left = await send().then(
      () => 'it was answered',
      (error: Error) => (/refused at the table boundary/.test(error.message) ? undefined : String(error)),
    );
    if (left !== undefined) failures.push(`${name} through our view of the table: ${left}`);
  }
  return { tried: asked.length, failures };
}

const isPublic = (pk: string) => (PUBLIC_COLLECTIONS as readonly string[]).includes(pk.split('#')[2] ?? '');

/** A read, a list, a write and a removal of one key. The entity only names a shape; the key is what counts. */
function requestsOf(table: Table, { pk, sk }: Key) {
  const built = (params: object): Operation => ({ params: () => ({ TableName: table.name, ...params }) });
  const refusal = new LinliError('conflict', 'alreadyChanged');
  const list = built({
    KeyConditionExpression: '#pk = :pk',
    ExpressionAttributeNames: { '#pk': 'pk' },
    ExpressionAttributeValues: { ':pk': pk },
  });
  return [
    { name: `reading ${pk} ${sk}`, send: () => table.get(Communities, built({ Key: { pk, sk } })) },
    { name: `listing ${pk}`, send: () => table.page(Communities, list) },
    { name: `writing ${pk} ${sk}`, send: () => table.commit([write(built({ Item: { pk, sk } }), refusal)]) },
    { name: `removing ${pk} ${sk}`, send: () => table.commit([write(built({ Key: { pk, sk } }), refusal)]) },
  ];
}
