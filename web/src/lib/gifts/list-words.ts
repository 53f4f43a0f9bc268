import { m } from '#lib/paraglide/messages.js';

type State = 'asked' | 'posting' | 'posted' | 'declined' | 'lapsed';

/** Where a list or a gift stands, in the words of the office. */
export const LIST_STATES: Record<State, () => string> = {
  asked: m.list_state_asked,
  posting: m.list_state_posting,
  posted: m.list_state_posted,
  declined: m.list_state_declined,
  lapsed: m.list_state_lapsed,
};
