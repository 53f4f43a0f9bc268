import { needSteps } from '#lib/needs/own-need.ts';
import { CATEGORIES, URGENCIES, wishedTime } from '#lib/needs/words.ts';
import { m } from '#lib/paraglide/messages.js';
import { type Cell, link, NOTHING, tag, text } from '../cell.ts';
import type { Column, Noun } from '../noun.ts';
import type { ItemOf, RowOf } from '../rows.ts';

type Need = RowOf<'timebank', 'service-needs'>;
type Step = ReturnType<typeof needSteps>[number];

const STATES = {
  open: m.need_state_open,
  taken: m.need_state_taken,
  served: m.need_state_served,
  closed: m.need_state_closed,
  declined: m.need_state_declined,
  cancelled: m.need_state_cancelled,
};
const { open: _, ...DECIDED } = STATES;

const stateTag = ({ state, overdue }: Need): Cell =>
  overdue
    ? tag(m.need_state_overdue(), 'attention')
    : tag(STATES[state](), state === 'served' || state === 'closed' ? 'good' : 'quiet');

const STEP_COLUMNS: readonly Column<Step>[] = [
  { label: m.need_step_when, value: (step) => text(step.at) },
  { label: m.need_step_what, value: (step) => text(step.what) },
  { label: m.need_step_who, value: (step) => text(step.by) },
  { label: m.need_step_reason, value: (step) => text(step.reason) },
];

export const serviceNeeds: Noun<Need, ItemOf<'timebank', 'service-needs'>> = {
  path: 'timebank/service-needs',
  title: m.needs,
  empty: m.needs_empty,
  filters: [
    {
      name: 'state',
      label: m.console_field_state,
      unchosen: m.need_unchosen,
      options: Object.entries(DECIDED).map(([value, label]) => ({ value, label })),
    },
  ],
  namesCourtyards: true,
  columns: [
    {
      label: m.need_category,
      value: (n, { base }) => link(CATEGORIES[n.category](), `${base}/timebank/service-needs/${n.id}`),
    },
    { label: m.console_field_person_name, value: (n) => text(n.personName) },
    { label: m.console_field_courtyard, value: (n, { courtyardName }) => text(courtyardName(n.courtyardId)) },
    { label: m.need_wished, value: (n) => text(wishedTime(n)) },
    { label: m.need_urgency, value: (n) => text(URGENCIES[n.urgency]()) },
    { label: m.need_answer_by, value: (n) => text(n.answerBy) },
    { label: m.need_volunteer, value: (n) => text(n.volunteerName) },
    { label: m.console_field_state, value: stateTag },
  ],
  detail: {
    heading: (n) => m.need_of({ name: n.personName }),
    fields: [
      { label: m.console_field_state, value: stateTag },
      { label: m.need_category, value: (n) => text(CATEGORIES[n.category]()) },
      { label: m.need_what, value: (n) => text(n.what) },
      { label: m.need_place, value: (n) => text(n.place) },
      {
        label: m.console_field_person,
        value: (n, { base }) => link(n.personName, `${base}/courtyard/persons/${n.personId}`),
      },
      {
        label: m.console_field_courtyard,
        value: (n, { courtyardName }) => text(courtyardName(n.courtyardId)),
      },
      { label: m.need_wished, value: (n) => text(wishedTime(n)) },
      { label: m.need_urgency, value: (n) => text(URGENCIES[n.urgency]()) },
      { label: m.need_answer_by, value: (n) => text(n.answerBy) },
      {
        label: m.need_volunteer,
        value: ({ volunteerId, volunteerName }, { base }) =>
          volunteerId === undefined
            ? NOTHING
            : link(volunteerName, `${base}/timebank/volunteers/${volunteerId}`),
      },
      {
        label: m.need_proposal,
        value: ({ proposalId }, { base }) =>
          proposalId === undefined
            ? NOTHING
            : link(m.proposal(), `${base}/timebank/service-proposals/${proposalId}`),
      },
    ],
    inner: [
      {
        title: m.need_steps,
        columns: STEP_COLUMNS as readonly Column<never>[],
        rows: (n) => needSteps(n.steps),
      },
    ],
  },
};
