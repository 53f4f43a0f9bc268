import { moment } from '#lib/console/cell.ts';
import type { RowOf } from '#lib/console/rows.ts';
import { m } from '#lib/paraglide/messages.js';
import { day } from '#lib/words.ts';
import { CATEGORIES, wishedTime } from './words.ts';

type Need = Pick<
  RowOf<'timebank', 'service-needs'>,
  'id' | 'state' | 'category' | 'wishedOn' | 'wishedPart' | 'volunteerName' | 'answerBy' | 'steps'
>;
type State = Need['state'];

const STATES: Record<State, (name: string) => string> = {
  open: m.me_need_open,
  taken: (name) => m.me_need_taken({ name }),
  served: m.me_need_served,
  closed: m.me_need_closed,
  declined: m.me_need_declined,
  cancelled: m.me_need_cancelled,
};

/** What one has asked for, as whoever asked reads it. */
export const ownNeedLine = ({ id, state, category, volunteerName = '', answerBy, ...wished }: Need) => ({
  id,
  category: CATEGORIES[category](),
  wished: wishedTime(wished),
  state: STATES[state](volunteerName),
  promise: state === 'open' ? m.me_need_promise({ day: day(answerBy) }) : undefined,
});

/** What a step did; the first is that it was asked for. */
const STEPS: Record<State, () => string> = {
  open: m.me_need_back,
  taken: m.need_state_taken,
  served: m.me_need_done,
  closed: m.me_need_closed,
  declined: m.me_need_declined,
  cancelled: m.me_need_cancelled,
};

/** Every step, the first first. */
export const needSteps = (steps: Need['steps']) =>
  steps.map(({ to, at, by, reason }, line) => ({
    line,
    at: moment(at).text,
    by,
    what: line === 0 ? m.me_need_asked() : STEPS[to](),
    reason,
  }));
