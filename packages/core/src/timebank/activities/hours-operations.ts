import { z } from 'zod';
import { recordChange } from '../../audit/index.ts';
import {
  InEachLanguage,
  idFrom,
  inEachLanguage,
  LinliError,
  minuteOf,
  parse,
  requireCourtyards,
  requireOther,
  requireWithin,
  type Scope,
} from '../../kernel/index.ts';
import { type Write, write } from '../../table/index.ts';
import { Volunteers } from '../entities.ts';
import { findingsOf } from '../hours/check-operations.ts';
import { makeProposal, proposalIdOf } from '../hours/proposal-operations.ts';
import { noticedAs } from '../hours/record-operations.ts';
import { postRecord } from '../post-service-record.ts';
import { Volunteer } from '../volunteer.ts';
import { Attendance, hoursOf, isHours, servedFrom } from './attendance.ts';
import { Attendances } from './entities.ts';
import { newCause, standingOf } from './seat-operations.ts';
import type { Shift } from './shift.ts';

const AT_ONCE = 50;

export const AttendanceHoursInput = z.object({
  /** What a check noticed something about is proposed, so that another confirms it; else it stays as it is. */
  propose: z.boolean().default(false),
  /** The last attendance that was looked at: go on behind it. */
  after: z.string().max(60).optional(),
});

/** What became of each: `recorded`, `proposed`, or it `stays` and why. With `next` there are more to be looked at. */
export const AttendanceHours = z.object({
  items: z.array(
    z.object({
      id: z.string(),
      name: z.string(),
      outcome: z.enum(['recorded', 'proposed', 'stays']),
      /** A check noticed something: it can be proposed. */
      noticed: z.boolean(),
      refusal: InEachLanguage.optional(),
    }),
  ),
  next: z.string().optional(),
});
export type AttendanceHours = z.infer<typeof AttendanceHours>;
type Outcome = Pick<AttendanceHours['items'][number], 'outcome' | 'noticed' | 'refusal'>;

/**
 * Makes service records of the attendances of a shift that is over, fifty at once, in the order of their ids: each with its
 * record in one commit, so that it becomes hours once, and cut off anywhere the same press goes on. Whoever presses is
 * somebody else than the volunteer, which confirms it; what the checks notice something about stays, or is proposed for
 * another to confirm. One that stays keeps no other waiting.
 */
export async function turnIntoHours(
  scope: Scope,
  shiftId: string,
  input: z.input<typeof AttendanceHoursInput>,
): Promise<AttendanceHours> {
  const within = requireCourtyards(scope, 'timebank:write');
  const { propose, after = '' } = parse(AttendanceHoursInput, input);
  const { tenantId, table, now } = scope;
  const { shift } = await standingOf(scope, shiftId, 'none');
  requireWithin(within, shift.courtyardId, 'shift');
  if (now < shift.endsAt) throw new LinliError('conflict', 'shiftNotOver');
  const all = await table.all(Attendances, Attendances.query.byShift({ tenantId, shiftId }));
  const waiting = all.map((one) => Attendance.parse(one)).filter((one) => !isHours(one) && one.id > after);
  const looked = waiting.slice(0, AT_ONCE);
  const volunteers = await table.getMany(
    looked.map(({ volunteerId: id }) => ({
      entity: Volunteers,
      operation: Volunteers.get({ tenantId, id }),
    })),
  );
  const items: AttendanceHours['items'] = [];
  for (const [i, attendance] of looked.entries()) {
    const volunteer = Volunteer.safeParse(volunteers[i]).data;
    const { id } = attendance;
    const name = volunteer?.name ?? attendance.volunteerId;
    items.push({
      id,
      name,
      ...(await tried(() => oneInto(scope, { shift, attendance, volunteer, propose }))),
    });
  }
  const next = waiting.length > looked.length ? looked.at(-1)?.id : undefined;
  return { items, ...(next === undefined ? {} : { next }) };
}

/** Anything that is no refusal is a bug and stops them. */
async function tried(one: () => Promise<Outcome>): Promise<Outcome> {
  try {
    return await one();
  } catch (error) {
    if (!(error instanceof LinliError) || error.code === 'unavailable') throw error;
    return { outcome: 'stays', noticed: false, refusal: inEachLanguage(error.reason, error.params) };
  }
}

type One = { shift: Shift; attendance: Attendance; volunteer: Volunteer | undefined; propose: boolean };

async function oneInto(scope: Scope, { shift, attendance, volunteer, propose }: One): Promise<Outcome> {
  const { tenantId, table, actor } = scope;
  const { id, state } = attendance;
  const hours = hoursOf(attendance);
  if (hours === undefined || volunteer === undefined)
    throw new LinliError('conflict', state === 'present' ? 'notCheckedOut' : 'noWholeMinute');
  requireOther(scope, volunteer.personId);
  const { volunteerId: _, ...served } = hours;
  const startsAt = minuteOf(servedFrom(shift, attendance.inAt)).slice(-5);
  const said = { ...served, startsAt, peopleServed: 1 };
  const recordId = idFrom('serviceRecord', tenantId, 'attendance', id);
  const [noticed] = await findingsOf(scope, { ...said, id: recordId, volunteerId: volunteer.id });
  if (noticed === undefined) {
    await postRecord(
      scope,
      volunteer,
      { ...said, id: recordId, verifier: actor.name },
      {
        asked: { attendance: id },
        taken: new LinliError('conflict', 'alreadyChanged'),
        beside: become(scope, attendance, volunteer, { recordId }),
      },
    );
    return { outcome: 'recorded', noticed: false };
  }
  const { reason, params } = noticedAs(noticed);
  if (!propose) return { outcome: 'stays', noticed: true, refusal: inEachLanguage(reason, params) };
  const proposalId = proposalIdOf(scope, 'attendance', id);
  await makeProposal(scope, volunteer, said, {
    id: proposalId,
    commit: (writes) => table.commit([...writes, ...become(scope, attendance, volunteer, { proposalId })]),
  });
  return { outcome: 'proposed', noticed: true };
}

/** That the attendance became hours, once, and that it still says what they were reckoned from. */
function become(
  scope: Scope,
  { id, shiftId, inAt, outAt = '' }: Attendance,
  { personId }: Volunteer,
  hours: { recordId: string } | { proposalId: string },
): Write[] {
  const { tenantId } = scope;
  const cause = newCause(scope);
  const became = Attendances.patch({ tenantId, shiftId, id })
    .set({ ...hours, touchedBy: cause })
    .where((stored, { eq, notExists }) =>
      [
        ...[eq(stored.inAt, inAt), eq(stored.outAt, outAt)],
        ...[notExists(stored.recordId), notExists(stored.proposalId)],
      ].join(' AND '),
    );
  return [
    write(became, new LinliError('conflict', 'alreadyChanged')),
    recordChange(scope, {
      ...{ action: 'post', noun: 'attendance', id, about: personId },
      ...{ recordedAs: cause, after: hours },
    }),
  ];
}
