import { m } from '#lib/paraglide/messages.js';
import type { Words } from '../noun.ts';

/** What was just done, said once at the top of the list. */
const DONE: Readonly<Record<string, Words>> = {
  withdrawn: m.people_done_withdrawn,
  roles: m.people_done_roles,
  linked: m.people_done_linked,
  unlinked: m.people_done_unlinked,
  left: m.people_done_left,
  disabled: m.people_done_disabled,
  enabled: m.people_done_enabled,
};
export const doneWords = (done: string | undefined): string | undefined => DONE[done ?? '']?.();

const STATES: Readonly<Record<string, Words>> = {
  open: m.people_state_open,
  accepted: m.people_state_accepted,
  withdrawn: m.people_state_withdrawn,
  expired: m.people_state_expired,
};
export const invitationStateLabel = (state: string): string => STATES[state]?.() ?? state;
