import { z } from 'zod';
import { requirePermission, type Scope } from '../../kernel/index.ts';
import { view } from '../../table/index.ts';
import { PublicActivity } from './activity.ts';
import { boarded, ShiftBoard } from './activity-operations.ts';
import { Activities, Shifts } from './entities.ts';
import { Shift } from './shift.ts';

const SHIFTS_SHOWN = 50;

/** What is coming, the earliest first: each shift with what it is of and what is left. Names nobody who comes. */
export const PublicActivities = z.object({
  shifts: z.array(ShiftBoard.extend({ activity: PublicActivity })),
});
export type PublicActivities = z.infer<typeof PublicActivities>;

/** The fifty shifts that end next: two round trips. A shift lasts half a day at most, so that none that is on is left out. */
export async function publicActivities(scope: Scope): Promise<PublicActivities> {
  requirePermission(scope, 'public:read');
  return { shifts: await comingShifts(scope) };
}

const LONGEST_MS = 12 * 3600_000;

/** The same for whoever has asked already. */
export async function comingShifts(scope: Scope): Promise<PublicActivities['shifts']> {
  const { tenantId, table, now } = scope;
  const since = new Date(Date.parse(now) - LONGEST_MS).toISOString();
  const query = Shifts.query.byStart({ tenantId }).gte({ startsAt: since });
  const { items } = await table.page(Shifts, query, { limit: SHIFTS_SHOWN });
  const coming = items.filter(({ endsAt }) => endsAt > now).map((shift) => view(Shift, shift));
  const ids = [...new Set(coming.map(({ activityId }) => activityId))];
  const [boards, found] = await Promise.all([
    boarded(scope, coming),
    table.getMany(ids.map((id) => ({ entity: Activities, operation: Activities.get({ tenantId, id }) }))),
  ]);
  const activities = new Map(ids.map((id, i) => [id, found[i]]));
  return boards.flatMap((board) => {
    const activity = activities.get(board.activityId);
    return activity === undefined ? [] : [{ ...board, activity: view(PublicActivity, activity) }];
  });
}
