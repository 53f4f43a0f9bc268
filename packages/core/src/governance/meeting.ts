import { z } from 'zod';
import { type Contribution, contribute, publicField } from '../kernel/index.ts';

/** 坝坝会, 院落夜话, 院委会会议, 居民大会. */
export const MEETING_FORMS = ['courtyardMeeting', 'eveningTalk', 'committee', 'assembly'] as const;

export const Meeting = z.object({
  id: publicField(z.string()),
  meetingNo: publicField(z.string()),
  heldOn: publicField(z.string()),
  form: publicField(z.enum(MEETING_FORMS).optional()),
  courtyardId: publicField(z.string()),
  chair: publicField(z.string().optional()),
  attendees: publicField(z.number().int().nonnegative().optional()),
  agenda: publicField(z.string().optional()),
});
export type Meeting = z.infer<typeof Meeting>;

export const tallyMeeting = (meeting: Meeting): Contribution[] => {
  const at = { courtyardId: meeting.courtyardId, on: meeting.heldOn };
  return [...contribute('meetings', 1, at), ...contribute('meetingAttendees', meeting.attendees ?? 0, at)];
};
