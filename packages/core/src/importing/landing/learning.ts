import { idFrom } from '../../kernel/index.ts';
import { draftCourse, draftRoom } from '../../learning/index.ts';
import { type Landing, landed, problem, warning } from './landing.ts';

export const landRoom: Landing<'rooms'> = ({ fields }, world, at) =>
  landed([draftRoom({ ...fields, id: idFrom('room', world.tenantId, fields.name), position: at.row }, at)]);

export const landCourse: Landing<'courses'> = ({ fields }, world, at) => {
  const { startsOn, endsOn } = fields;
  if (startsOn === undefined || endsOn === undefined)
    return problem('courseUndated', 'startsOn', { name: fields.name });
  const { room, schedule, ...rest } = fields;
  const roomId = room === undefined ? undefined : world.rooms.get(room);
  const id = idFrom('course', world.tenantId, fields.name, startsOn);
  return landed(
    [
      draftCourse(
        {
          ...rest,
          startsOn,
          endsOn,
          id,
          roomId,
          roomName: room,
          scheduleText: schedule?.text,
          slots: [...(schedule?.slots ?? [])],
        },
        at,
      ),
    ],
    room !== undefined && roomId === undefined ? [warning('roomUnknown', 'room', { name: room })] : [],
  );
};
