import type { Scope } from '../../kernel/index.ts';
import { Imports } from '../entities.ts';

type Image = Record<string, unknown> | undefined;

/** Seen on the table's stream: an import that asks for work it had not asked for before. */
export function jobWanted(
  newImage: Image,
  oldImage: Image,
): { tenantId: string; importId: string } | undefined {
  if (newImage?.['__edb_e__'] !== 'import') return undefined;
  const asked = Number(newImage['jobNo'] ?? 0);
  if (asked <= Number(oldImage?.['jobNo'] ?? 0)) return undefined;
  return { tenantId: String(newImage['tenantId']), importId: String(newImage['id']) };
}

/** Imports of a community that were at work when the process died. For one machine's start; on AWS the queue remembers. */
export async function unfinishedImports({
  table,
  tenantId,
}: Pick<Scope, 'table' | 'tenantId'>): Promise<string[]> {
  const imports = await table.all(Imports, Imports.query.byId({ tenantId }));
  return imports
    .filter(({ state }) => state === 'preflighting' || state === 'running' || state === 'undoing')
    .map(({ id }) => id);
}
