import { idFrom, LinliError, type Scope } from '../kernel/index.ts';
import { type Table, type Write, write } from '../table/index.ts';
import { Erasures } from './entities.ts';

const erasureOf = (tenantId: string, id: string): string => idFrom('erasure', tenantId, id);

/** Remembers that nobody is to be made under this id again. */
export const rememberErased = ({ tenantId, now }: Scope, id: string): Write =>
  write(
    Erasures.upsert({ tenantId, id: erasureOf(tenantId, id), erasedAt: now }),
    new LinliError('conflict', 'alreadyChanged'),
  );

/** Whether what had an id was erased. One query for a community's whole life: there are few. */
export async function erasedIds(table: Table, tenantId: string): Promise<(id: string) => boolean> {
  const erased = new Set<string>();
  for await (const { id } of table.each(Erasures, Erasures.query.byId({ tenantId }))) erased.add(id);
  return (id) => erased.has(erasureOf(tenantId, id));
}

/** Those of some ids that were erased. */
export async function erasedAmong({ table, tenantId }: Scope, ids: readonly string[]): Promise<string[]> {
  const found = await table.getMany(
    ids.map((id) => ({
      entity: Erasures,
      operation: Erasures.get({ tenantId, id: erasureOf(tenantId, id) }),
    })),
  );
  return ids.filter((_, at) => found[at] !== undefined);
}

export async function isErased({ table, tenantId }: Scope, id: string): Promise<boolean> {
  return (await table.get(Erasures, Erasures.get({ tenantId, id: erasureOf(tenantId, id) }))) !== undefined;
}
