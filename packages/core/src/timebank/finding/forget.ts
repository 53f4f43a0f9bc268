import { LinliError, type Scope } from '../../kernel/index.ts';
import { type Write, write } from '../../table/index.ts';
import { Finders } from './entities.ts';
import { volunteerOfFinder } from './finder.ts';

/** Whatever a volunteer is found by goes, the name and the phone of once included. Reads all there are, as an erasure does. */
export async function forgetFinders({ table, tenantId }: Scope, volunteerId: string): Promise<Write[]> {
  const writes: Write[] = [];
  for await (const finder of table.each(Finders, Finders.query.byId({ tenantId }), { consistent: true }))
    if (volunteerOfFinder(finder) === volunteerId)
      writes.push(
        write(Finders.delete({ tenantId, id: finder.id }), new LinliError('conflict', 'alreadyChanged')),
      );
  return writes;
}
