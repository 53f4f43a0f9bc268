import { duration } from '#lib/console/cell.ts';
import type { RowOf } from '#lib/console/rows.ts';
import { m } from '#lib/paraglide/messages.js';

type Proposal = RowOf<'timebank', 'service-proposals'>;

const STATES = {
  proposed: m.me_proposal_waiting,
  disputed: m.me_proposal_disputed,
  confirmed: m.me_proposal_confirmed,
  declined: m.me_proposal_declined,
  withdrawn: m.me_proposal_withdrawn,
};

/** A proposal as whoever made it reads it. */
export const proposalLine = ({ id, state, servedOn, item, durationMinutes, decided }: Proposal) => ({
  id,
  state: STATES[state](),
  servedOn,
  item,
  duration: duration(durationMinutes).text,
  why: state === 'declined' && decided?.note ? m.me_proposal_reason({ note: decided.note }) : undefined,
});
