import type { EntityItem } from 'electrodb';
import { LinliError } from '../kernel/errors.ts';
import { type Page, pageLimit } from '../kernel/page.ts';
import type { AnyEntity, ListRequest, Operation, Table } from './table.ts';

/** One part of a list that lies in several: its query, and its name in a cursor (a courtyard's id). */
export type Part = { name: string; query: Operation };

/**
 * One page of a list whose parts lie one after the other, such as the households of a grid worker's courtyards. It asks
 * the next part only when the one before is at its end, so that a page reads its own rows and no more, in as many round
 * trips as it touches parts. Throws `invalid` for a cursor of a part that is not among these.
 */
export async function pageThrough<E extends AnyEntity>(
  table: Table,
  entity: E,
  parts: readonly Part[],
  request: ListRequest<E>,
): Promise<Page<EntityItem<E>>> {
  const limit = pageLimit(request);
  const items: EntityItem<E>[] = [];
  let { part, cursor } = placeOf(parts, request.cursor);
  for (; part < parts.length; part++, cursor = undefined) {
    const { name, query } = parts[part] as Part;
    if (items.length === limit) return { items, next: `${name}.` };
    const page = await table.page(entity, query, { ...request, limit: limit - items.length, cursor });
    items.push(...page.items);
    if (page.next !== undefined) return { items, next: `${name}.${page.next}` };
  }
  return { items };
}

/** `<part>.<cursor within it>`; nothing after the dot is the part's beginning. */
function placeOf(
  parts: readonly Part[],
  text: string | undefined,
): { part: number; cursor: string | undefined } {
  if (text === undefined) return { part: 0, cursor: undefined };
  const [name, cursor] = text.split('.');
  const part = parts.findIndex((one) => one.name === name);
  if (part < 0) throw new LinliError('invalid', 'cursorInvalid', { field: 'cursor' });
  return { part, cursor: cursor || undefined };
}
