import type { EntityItem } from 'electrodb';
import { LinliError, type PlainDate } from '../kernel/index.ts';
import { contentHash, type Stored, type Table, type Write, write } from '../table/index.ts';
import { Opinions } from './entities.ts';
import { Opinion } from './opinion.ts';

/** The opinions of a meeting that the register has under this day. One query, as long as that day. */
export async function opinionsUnder(
  { tenantId, table }: { tenantId: string; table: Table },
  meetingId: string,
  day: PlainDate,
): Promise<Stored[]> {
  const thatDay = Opinions.query.byDate({ tenantId }).begins({ raisedOn: day });
  const opinions = await table.all(Opinions, thatDay);
  return opinions.filter((opinion) => opinion.meetingId === meetingId);
}

/**
 * Moves an opinion to the day on which its meeting was really held, as if its row had been read again with that day, so
 * that the same row changes nothing when it comes once more. `hash` is that of what it says then.
 */
export function moveOpinion(
  tenantId: string,
  stored: Stored,
  day: PlainDate,
  touchedBy: string,
): { move: Write; hash: string } {
  const { id, ...content } = Opinion.parse({ ...stored, raisedOn: day });
  const was = stored as unknown as EntityItem<typeof Opinions>;
  const hash = contentHash(content);
  const origin = was.origin && { ...was.origin, hash };
  const moved = Opinions.patch({ tenantId, id })
    .set({ raisedOn: day, status: content.status, ...(origin && { origin }), touchedBy })
    .where(({ raisedOn }, { eq }) => eq(raisedOn, was.raisedOn));
  return { move: write(moved, new LinliError('conflict', 'alreadyChanged')), hash };
}
