import { m } from '#lib/paraglide/messages.js';

const FORMS: Record<string, () => string> = {
  courtyardMeeting: m.meeting_courtyard,
  eveningTalk: m.meeting_evening,
  committee: m.meeting_committee,
  assembly: m.meeting_assembly,
};

const STATUSES: Record<string, () => string> = {
  open: m.opinion_open,
  inProgress: m.opinion_in_progress,
  answered: m.opinion_answered,
  resolved: m.opinion_resolved,
};

export const formOf = (form: string | undefined): string => FORMS[form ?? '']?.() ?? m.meeting();
export const statusOf = (status: string): string => STATUSES[status]?.() ?? '';
