import { LinliError, type Page, type PageRequest, pageLimit, type Scope } from '../kernel/index.ts';
import { contentHash, throughDay, view } from '../table/index.ts';
import { Meetings } from './entities.ts';
import { Meeting } from './meeting.ts';

/** Sorts after every id, so that what follows a meeting begins just behind it. */
const LAST = '~';

/**
 * The meetings of several courtyards by day, merged: of each courtyard as many as a page has rows, asked at once. A
 * grid worker has a handful of courtyards and a role names fifty at the most. The cursor is the last meeting's place, with
 * a mark of the list, so that it is good for this one only.
 */
export async function meetingsOfSeveral(
  { tenantId, table }: Scope,
  courtyardIds: readonly string[],
  { order = 'desc', until, ...request }: PageRequest & { order?: 'asc' | 'desc'; until?: string },
): Promise<Page<Meeting>> {
  const mark = contentHash({ tenantId, courtyardIds, order, until });
  const after = request.cursor === undefined ? undefined : placeIn(request.cursor, mark);
  const limit = pageLimit(request);
  const pages = await Promise.all(
    courtyardIds.map((courtyardId) => {
      const all = Meetings.query.ofCourtyard({ tenantId, courtyardId });
      const last = until === undefined ? LAST : throughDay(until);
      const oldestFirst = () => all.between(after ? justBehind(after) : { heldOn: '0' }, { heldOn: last });
      const newestFirst = () => (after ? all.lt(after) : all.lte({ heldOn: last }));
      return table.page(Meetings, order === 'asc' ? oldestFirst() : newestFirst(), { limit, order });
    }),
  );
  const sign = order === 'asc' ? 1 : -1;
  const found = pages.flatMap(({ items }) => items).sort((a, b) => sign * compared(keyOf(a), keyOf(b)));
  const items = found.slice(0, limit).map((meeting) => view(Meeting, meeting));
  const more = found.length > limit || pages.some(({ next }) => next !== undefined);
  const last = items.at(-1);
  return more && last !== undefined ? { items, next: `${mark}.${keyOf(last)}` } : { items };
}

type Place = { heldOn: string; id: string };

const keyOf = ({ heldOn, id }: Place): string => `${heldOn}.${id}`;

function placeIn(cursor: string, list: string): Place {
  const [mark, heldOn, id, ...more] = cursor.split('.');
  if (mark !== list || !heldOn || !id || more.length > 0)
    throw new LinliError('invalid', 'cursorInvalid', { field: 'cursor' });
  return { heldOn, id };
}

const justBehind = ({ heldOn, id }: Place): Place => ({ heldOn, id: id + LAST });

const compared = (a: string, b: string): number => Number(a > b) - Number(a < b);
