import { m } from '#lib/paraglide/messages.js';

const STATES = {
  seated: m.me_shift_seated,
  attended: m.me_shift_attended,
  absent: m.me_shift_absent,
  cancelled: m.me_shift_cancelled,
  handedOver: m.me_shift_handed_over,
};

/** What a volunteer is told of their place in a shift. */
export const ownShiftState = ({
  state,
  ahead = 0,
}: {
  state: keyof typeof STATES | 'waiting';
  ahead?: number | undefined;
}): string => (state === 'waiting' ? m.me_shift_waiting({ count: String(ahead) }) : STATES[state]());
