import { z } from 'zod';
import { recordChange } from '../../audit/index.ts';
import { draftCourtyard } from '../../courtyard/index.ts';
import {
  type Courtyards,
  idFrom,
  isWithin,
  LinliError,
  notFound,
  type Page,
  type PageRequest,
  parse,
  plainDateOf,
  requireCourtyards,
  requireWithin,
  rowsWithin,
  type Scope,
} from '../../kernel/index.ts';
import { contentHash, provenance, throughDay, view, viewPage, type Write, write } from '../../table/index.ts';
import { Activity, PublicActivity } from './activity.ts';
import { Activities, ShiftSeats, Shifts } from './entities.ts';
import { emptySeats, Seats, SeatsLeft } from './seats.ts';
import { requireSoundShift, Shift, ShiftInput, soundTimes } from './shift.ts';

/** More shifts than this are another activity: an activity's page is one bounded read, and making one is one commit. */
const SHIFTS_AT_ONCE = 12;
const SHIFTS_SHOWN = 100;

export const ActivityInput = z.object({
  title: z.string().trim().min(2).max(60),
  category: z.string().trim().min(1).max(30),
  place: z.string().trim().min(1).max(60),
  courtyardId: z.string().max(60).optional(),
  contact: z.string().trim().max(60).optional(),
  about: z.string().trim().max(400).optional(),
  shifts: z.array(ShiftInput).min(1).max(SHIFTS_AT_ONCE),
});

/** A shift with what is left of it. */
export const ShiftBoard = Shift.extend({ seats: SeatsLeft });
export type ShiftBoard = z.infer<typeof ShiftBoard>;

/** An activity with its shifts, the earliest first. */
export const ActivityDetail = PublicActivity.extend({ shifts: z.array(ShiftBoard) });
export type ActivityDetail = z.infer<typeof ActivityDetail>;

/** Makes an activity with its shifts, all or none. The same key again answers with the same activity. */
export async function createActivity(
  scope: Scope,
  input: z.input<typeof ActivityInput> & { key: string },
): Promise<PublicActivity> {
  const within = requireCourtyards(scope, 'timebank:write');
  const asked = parse(ActivityInput, input);
  const { tenantId, now, table } = scope;
  const id = idFrom('activity', tenantId, input.key);
  const askedHash = contentHash({ asked });
  const taken = new LinliError('conflict', 'keyReused', { field: 'Idempotency-Key' });
  const { shifts: written, ...said } = asked;
  const shifts = written.map(soundTimes);
  const startsOn = plainDateOf(shifts.map(({ startsAt }) => startsAt).sort()[0] ?? now);
  const activity: Activity = { ...said, id, startsOn, askedHash };
  const stored = await table.get(Activities, Activities.get({ tenantId, id }), { consistent: true });
  if (stored !== undefined) {
    if (stored.askedHash !== askedHash) throw taken;
    // As it was made, whatever was said of it since.
    return view(PublicActivity, activity);
  }
  await requireCourtyard(scope, within, asked.courtyardId);
  for (const [i, shift] of asked.shifts.entries()) requireSoundShift(shift, now, `shifts.${i}.endsAt`);
  await table.commit([
    write(Activities.create({ ...activity, askedHash, ...provenance(scope) }), taken),
    ...shifts.flatMap((shift, i) => shiftWrites(scope, activity, shift, String(i), taken)),
    recordChange(scope, { action: 'create', noun: 'activity', id, after: said }),
  ]);
  return view(PublicActivity, activity);
}

/** A courtyard out of reach looks like one that is not there; what is of none is for whoever reaches them all. */
async function requireCourtyard(
  { table, tenantId }: Scope,
  within: Courtyards,
  courtyardId: string | undefined,
): Promise<void> {
  if (courtyardId === undefined && within === 'all') return;
  const found =
    courtyardId === undefined ? undefined : await draftCourtyard.find(table, tenantId, courtyardId);
  if (found === undefined || !isWithin(within, courtyardId))
    throw new LinliError('invalid', 'courtyardUnknown', { field: 'courtyardId' });
}

function shiftWrites(
  scope: Scope,
  { id: activityId, courtyardId }: Activity,
  { startsAt, endsAt, capacity }: ShiftInput,
  key: string,
  taken: LinliError,
): Write[] {
  const { tenantId } = scope;
  const id = idFrom('shift', tenantId, activityId, key);
  const shift: Shift = { id, activityId, startsAt, endsAt, courtyardId };
  return [
    write(Shifts.create({ ...shift, ...provenance(scope) }), taken),
    write(ShiftSeats.create({ tenantId, ...emptySeats(id, capacity) }), taken),
  ];
}

/** Adds a shift to an activity; the same key again answers with the same shift. */
export async function addShift(
  scope: Scope,
  activityId: string,
  input: z.input<typeof ShiftInput> & { key: string },
): Promise<Shift> {
  const within = requireCourtyards(scope, 'timebank:write');
  const { tenantId, table } = scope;
  const asked = soundTimes(parse(ShiftInput, input));
  const activity = await storedActivity(scope, activityId);
  requireWithin(within, activity.courtyardId, 'activity');
  const id = idFrom('shift', tenantId, activityId, input.key);
  const shift = { id, activityId, ...asked, courtyardId: activity.courtyardId };
  const taken = new LinliError('conflict', 'keyReused', { field: 'Idempotency-Key' });
  const [there, seats] = await table.getMany(
    [
      { entity: Shifts, operation: Shifts.get({ tenantId, id }) },
      { entity: ShiftSeats, operation: ShiftSeats.get({ tenantId, id }) },
    ],
    { consistent: true },
  );
  if (there !== undefined && seats !== undefined) {
    const { startsAt, endsAt } = Shift.parse(there);
    if (startsAt !== asked.startsAt || endsAt !== asked.endsAt) throw taken;
    return view(Shift, there);
  }
  requireSoundShift(asked, scope.now);
  await table.commit([
    ...shiftWrites(scope, activity, asked, input.key, taken),
    recordChange(scope, { action: 'create', noun: 'shift', id, after: asked }),
  ]);
  return view(Shift, shift);
}

export async function storedActivity({ table, tenantId }: Scope, id: string): Promise<Activity> {
  const stored = await table.get(Activities, Activities.get({ tenantId, id }), { consistent: true });
  if (stored === undefined) throw notFound('activity');
  return Activity.parse(stored);
}

/** The newest first unless asked otherwise; up to the day of a first shift with `until`. */
export async function listActivities(
  scope: Scope,
  request: PageRequest & { until?: string; order?: 'asc' | 'desc' },
): Promise<Page<PublicActivity>> {
  const keep = rowsWithin(requireCourtyards(scope, 'timebank:read'));
  const all = Activities.query.byDay({ tenantId: scope.tenantId });
  const query = request.until === undefined ? all : all.lte({ startsOn: throughDay(request.until) });
  const page = await scope.table.page(Activities, query, { order: 'desc', ...request, keep });
  return viewPage(PublicActivity, page);
}

/** One activity with the first hundred of its shifts: three round trips, two of them at once. */
export async function getActivity(scope: Scope, id: string): Promise<ActivityDetail> {
  const within = requireCourtyards(scope, 'timebank:read');
  const { tenantId, table } = scope;
  const [activity, page] = await Promise.all([
    storedActivity(scope, id),
    table.page(Shifts, Shifts.query.ofActivity({ tenantId, activityId: id }), { limit: SHIFTS_SHOWN }),
  ]);
  requireWithin(within, activity.courtyardId, 'activity');
  const shifts = page.items.map((shift) => view(Shift, shift));
  return view(ActivityDetail, { ...activity, shifts: await boarded(scope, shifts) });
}

/** Shifts with their seats: one round trip for up to a hundred. */
export async function boarded({ table, tenantId }: Scope, shifts: readonly Shift[]): Promise<ShiftBoard[]> {
  const seats = await table.getMany(
    shifts.map(({ id }) => ({ entity: ShiftSeats, operation: ShiftSeats.get({ tenantId, id }) })),
  );
  return shifts.flatMap((shift, i) => {
    const left = seats[i];
    return left === undefined ? [] : [{ ...shift, seats: view(SeatsLeft, Seats.parse(left)) }];
  });
}
