import { draftMeeting, draftOpinion } from '../../governance/index.ts';
import { idFrom } from '../../kernel/index.ts';
import type { World } from '../world.ts';
import { type Landing, landed, problem } from './landing.ts';

export const landMeeting: Landing<'meetings'> = ({ fields }, world, at) => {
  const { courtyard, ...rest } = fields;
  const courtyardId = courtyard === undefined ? undefined : world.courtyards.get(courtyard);
  if (courtyard === undefined) return problem('courtyardMissing', 'courtyard');
  if (courtyardId === undefined) return problem('courtyardUnknown', 'courtyard', { name: courtyard });
  return landed([
    // Two courtyards may each have a first meeting, so the number alone does not name one.
    draftMeeting(
      { ...rest, id: idFrom('meeting', world.tenantId, courtyardId, fields.meetingNo), courtyardId },
      at,
    ),
  ]);
};

/** An opinion is raised on the day of its meeting; the ledger has no day of its own for it. */
export const landOpinion: Landing<'opinions'> = ({ key, fields, facts }, world, at) => {
  const { meetingNo, courtyard, ...rest } = fields;
  const named = courtyard === undefined ? undefined : world.courtyards.get(courtyard);
  if (courtyard !== undefined && named === undefined)
    return problem('courtyardUnknown', 'courtyard', { name: courtyard });
  // What a title seems to name may be no courtyard; a cell must be one.
  const courtyardId = named ?? world.courtyards.get(facts.courtyard ?? '');
  const meetings = meetingNo === undefined ? [] : meetingsMeant(world, meetingNo, courtyardId);
  const [meeting] = meetings;
  if (meetingNo !== undefined && meeting === undefined)
    return problem('meetingUnknown', 'meetingNo', { meetingNo });
  if (meetingNo !== undefined && meetings.length > 1)
    return problem('meetingUnsure', 'meetingNo', { meetingNo, count: meetings.length });
  const raisedOn = meeting?.heldOn ?? fields.closedOn;
  if (raisedOn === undefined) return problem('opinionUndated', 'meetingNo');
  return landed([
    draftOpinion(
      {
        ...rest,
        id: idFrom('opinion', world.tenantId, key),
        meetingId: meeting?.id,
        courtyardId: meeting?.courtyardId ?? courtyardId,
        raisedOn,
        status: fields.status ?? 'open',
        anonymous: fields.anonymous ?? false,
      },
      at,
    ),
  ]);
};

/** The meetings of that number, in the courtyard alone where one is named. */
const meetingsMeant = (world: World, meetingNo: string, courtyardId: string | undefined) =>
  world
    .meetingsNumbered(meetingNo)
    .filter((meeting) => courtyardId === undefined || meeting.courtyardId === courtyardId);
