import { m } from '#lib/paraglide/messages.js';
import { type Cell, count, duration, hours, link, moment, NOTHING, tag, text } from '../cell.ts';
import type { Noun } from '../noun.ts';
import type { ItemOf, RowOf } from '../rows.ts';

type Proposal = RowOf<'timebank', 'service-proposals'>;
type Finding = Proposal['findings'][number];
type Deed = Proposal['proposed'];

const STATES = {
  proposed: m.proposal_state_proposed,
  disputed: m.proposal_state_disputed,
  confirmed: m.proposal_state_confirmed,
  declined: m.proposal_state_declined,
  withdrawn: m.proposal_state_withdrawn,
};

const stateTag = ({ state }: Proposal): Cell =>
  tag(STATES[state](), state === 'confirmed' ? 'good' : state === 'disputed' ? 'attention' : 'quiet');

/** What a check noticed, in words. */
export function findingWords({ kind, count: found = 0 }: Finding): string {
  const times = { count: String(found) };
  if (kind === 'overlaps') return m.proposal_found_overlaps();
  if (kind === 'sameAgain') return m.proposal_found_again();
  if (kind === 'longDay') return m.proposal_found_long_day({ hours: hours(found).text });
  if (kind === 'samePair') return m.proposal_found_pair(times);
  return kind === 'bulk' ? m.proposal_found_bulk(times) : m.proposal_found_at_night(times);
}

const deed = ({ name, at, note }: Deed): string => [name, moment(at).text, note].filter(Boolean).join(' ');

export const serviceProposals: Noun<Proposal, ItemOf<'timebank', 'service-proposals'>> = {
  path: 'timebank/service-proposals',
  title: m.proposals,
  empty: m.proposals_empty,
  filters: [
    {
      name: 'standing',
      label: m.proposals_standing,
      unchosen: m.proposals_waiting,
      options: [{ value: 'decided', label: m.proposals_decided }],
    },
  ],
  until: true,
  namesCourtyards: true,
  columns: [
    {
      label: m.console_field_served_on,
      value: (p, { base }) => link(p.servedOn, `${base}/timebank/service-proposals/${p.id}`),
    },
    { label: m.console_field_volunteer, value: (p) => text(p.volunteerName) },
    { label: m.console_field_courtyard, value: (p, { courtyardName }) => text(courtyardName(p.courtyardId)) },
    { label: m.console_field_item, value: (p) => text(p.item) },
    { label: m.console_field_hours, number: true, value: (p) => hours(p.durationMinutes) },
    { label: m.console_field_state, value: stateTag },
    {
      label: m.proposal_noticed,
      value: ({ findings }) => text(findings.map(findingWords).join('、')),
    },
  ],
  detail: {
    heading: (p) => `${p.servedOn} ${p.item}`,
    fields: [
      { label: m.console_field_state, value: stateTag },
      { label: m.console_field_volunteer, value: (p) => text(`${p.volunteerName} ${p.volunteerNo}`) },
      {
        label: m.console_field_courtyard,
        value: (p, { courtyardName }) => text(courtyardName(p.courtyardId)),
      },
      { label: m.proposal_starts_at, value: (p) => text(p.startsAt) },
      { label: m.console_field_duration, value: (p) => duration(p.durationMinutes) },
      { label: m.console_field_category, value: (p) => text(p.category) },
      { label: m.console_field_recipient, value: (p) => text(p.recipient) },
      { label: m.console_field_people_served, value: (p) => count(p.peopleServed) },
      { label: m.proposal_note, value: (p) => text(p.note) },
      { label: m.proposal_by, value: (p) => text(deed(p.proposed)) },
      {
        label: m.proposal_witness,
        value: ({ witness }) =>
          witness === undefined
            ? NOTHING
            : text(m.proposal_witness_said({ name: witness.name, when: moment(witness.at).text })),
      },
      {
        label: m.proposal_decided,
        value: (p) => (p.decided === undefined ? NOTHING : text(deed(p.decided))),
      },
      {
        label: m.proposal_dispute,
        value: (p) => (p.dispute === undefined ? NOTHING : text(deed(p.dispute))),
      },
      {
        label: m.proposal_record,
        value: ({ recordId }, { base }) =>
          recordId === undefined
            ? NOTHING
            : link(m.console_original_record(), `${base}/timebank/service-records/${recordId}`),
      },
    ],
  },
};
