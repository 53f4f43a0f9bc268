import { m } from '#lib/paraglide/messages.js';
import { type Cell, count, link, NOTHING, tag, text } from '../cell.ts';
import type { Column, Noun } from '../noun.ts';
import type { ItemOf, RowOf } from '../rows.ts';
import { courtyardColumn, courtyardFilter } from './courtyard-column.ts';
import { BY_DAY } from './orders.ts';

type Meeting = RowOf<'governance', 'meetings'>;
type Opinion = RowOf<'governance', 'opinions'>;
type Election = ItemOf<'governance', 'elections'>;
type Candidate = Election['candidates'][number];

const FORMS = {
  courtyardMeeting: m.console_form_courtyard_meeting,
  eveningTalk: m.console_form_evening_talk,
  committee: m.console_form_committee,
  assembly: m.console_form_assembly,
};

export const meetings: Noun<Meeting, ItemOf<'governance', 'meetings'>> = {
  path: 'governance/meetings',
  title: m.console_meetings,
  empty: m.console_meetings_empty,
  filters: [courtyardFilter],
  orders: BY_DAY,
  until: true,
  namesCourtyards: true,
  columns: [
    {
      label: m.console_field_held_on,
      value: (r, { base }) => link(r.heldOn, `${base}/governance/meetings/${r.id}`),
    },
    { label: m.console_field_meeting_no, value: (r) => text(r.meetingNo) },
    { label: m.console_field_form, value: (r) => (r.form ? tag(FORMS[r.form]()) : NOTHING) },
    courtyardColumn,
    { label: m.console_field_agenda, value: (r) => text(r.agenda) },
    { label: m.console_field_chair, value: (r) => text(r.chair) },
    { label: m.console_field_attendees, number: true, value: (r) => count(r.attendees) },
  ],
  detail: {
    titled: true,
    heading: (r) => `${r.heldOn} ${r.form ? FORMS[r.form]() : m.console_meeting()}`,
    fields: [
      { label: m.console_field_meeting_no, value: (r) => text(r.meetingNo) },
      courtyardColumn,
      { label: m.console_field_agenda, value: (r) => text(r.agenda) },
      { label: m.console_field_chair, value: (r) => text(r.chair) },
      { label: m.console_field_attendees, value: (r) => count(r.attendees) },
    ],
    related: [
      { title: m.console_opinions, path: 'governance/opinions', query: (r) => ({ meetingId: r.id }) },
    ],
  },
};

const STATUSES = {
  open: m.console_status_open,
  inProgress: m.console_status_in_progress,
  answered: m.console_status_answered,
  resolved: m.console_status_resolved,
};
type Status = keyof typeof STATUSES;

const statusTag = (status: Status): Cell =>
  tag(STATUSES[status](), status === 'resolved' ? 'good' : status === 'open' ? 'attention' : 'quiet');

export const opinions: Noun<Opinion, ItemOf<'governance', 'opinions'>> = {
  path: 'governance/opinions',
  title: m.console_opinions,
  empty: m.console_opinions_empty,
  orders: BY_DAY,
  until: true,
  filters: [
    courtyardFilter,
    {
      name: 'status',
      label: m.console_field_status,
      options: (Object.keys(STATUSES) as Status[]).map((value) => ({ value, label: STATUSES[value] })),
    },
  ],
  through: ['meetingId'],
  namesCourtyards: true,
  columns: [
    {
      label: m.console_field_opinion,
      value: (o, { base }) => link(o.text, `${base}/governance/opinions/${o.id}`),
    },
    { label: m.console_field_category, value: (o) => text(o.category) },
    { label: m.console_field_status, value: (o) => statusTag(o.status) },
    { label: m.console_field_owner, value: (o) => text(o.owner) },
    courtyardColumn,
    { label: m.console_field_raised_on, value: (o) => text(o.raisedOn) },
    { label: m.console_field_closed_on, value: (o) => text(o.closedOn) },
  ],
  detail: {
    heading: (o) => o.text,
    fields: [
      { label: m.console_field_status, value: (o) => statusTag(o.status) },
      { label: m.console_field_speaker, value: (o) => text(o.anonymous ? m.console_anonymous() : o.speaker) },
      { label: m.console_field_category, value: (o) => text(o.category) },
      courtyardColumn,
      { label: m.console_field_owner, value: (o) => text(o.owner) },
      { label: m.console_field_raised_on, value: (o) => text(o.raisedOn) },
      { label: m.console_field_closed_on, value: (o) => text(o.closedOn) },
      {
        label: m.console_field_meeting,
        value: (o, { base }) =>
          o.meetingId === undefined
            ? NOTHING
            : link(m.console_open_meeting(), `${base}/governance/meetings/${o.meetingId}`),
      },
    ],
  },
};

const termText = (term: number) => text(m.console_term({ term: String(term) }));

const candidateColumns: readonly Column<Candidate>[] = [
  { label: m.console_field_person_name, value: (c) => text(c.name) },
  {
    label: m.console_field_party_member,
    value: (c) => (c.politics === 'partyMember' ? tag(m.console_yes()) : NOTHING),
  },
  { label: m.console_field_votes, number: true, value: (c) => count(c.votes) },
  {
    label: m.console_field_elected,
    value: (c) => (c.elected ? tag(m.console_elected(), 'good') : text(m.console_not_elected())),
  },
  { label: m.console_field_post, value: (c) => text(c.post) },
];

export const elections: Noun<RowOf<'governance', 'elections'>, Election> = {
  path: 'governance/elections',
  title: m.console_elections,
  empty: m.console_elections_empty,
  filters: [courtyardFilter],
  namesCourtyards: true,
  columns: [
    {
      label: m.console_field_term,
      value: (e, { base }) => link(termText(e.term).text, `${base}/governance/elections/${e.id}`),
    },
    courtyardColumn,
    { label: m.console_field_declared_on, value: (e) => text(e.declaredOn) },
    { label: m.console_field_present, number: true, value: (e) => count(e.presentHouseholds) },
    { label: m.console_field_ballots_issued, number: true, value: (e) => count(e.ballotsIssued) },
    { label: m.console_field_ballots_returned, number: true, value: (e) => count(e.ballotsReturned) },
    { label: m.console_field_ballots_valid, number: true, value: (e) => count(e.ballotsValid) },
  ],
  detail: {
    titled: true,
    heading: (e) => `${m.console_election()} ${m.console_term({ term: String(e.term) })}`,
    fields: [
      courtyardColumn,
      { label: m.console_field_declared_on, value: (e) => text(e.declaredOn) },
      {
        label: m.console_field_state,
        value: (e) =>
          e.valid ? tag(m.console_election_valid(), 'good') : tag(m.console_election_void(), 'attention'),
      },
      { label: m.console_field_eligible, value: (e) => count(e.eligibleHouseholds) },
      { label: m.console_field_present, value: (e) => count(e.presentHouseholds) },
      { label: m.console_field_ballots_issued, value: (e) => count(e.ballotsIssued) },
      { label: m.console_field_ballots_returned, value: (e) => count(e.ballotsReturned) },
      { label: m.console_field_ballots_valid, value: (e) => count(e.ballotsValid) },
    ],
    inner: [{ title: m.console_candidates, columns: candidateColumns, rows: (e) => e.candidates }],
  },
};

type Office = RowOf<'governance', 'offices'>;

const officeEnd = ({ endedByTerm, endedOn }: Office): Cell =>
  endedByTerm === undefined
    ? text(m.console_in_office())
    : text(endedOn ?? m.console_ended_by_term({ term: String(endedByTerm) }));

export const offices: Noun<Office> = {
  path: 'governance/offices',
  title: m.console_offices,
  empty: m.console_offices_empty,
  figures: true,
  filters: [courtyardFilter],
  namesCourtyards: true,
  columns: [
    {
      label: m.console_field_person_name,
      value: (o, { base }) => link(o.personName, `${base}/governance/offices/${o.id}`),
    },
    { label: m.console_field_post, value: (o) => text(o.post) },
    courtyardColumn,
    { label: m.console_field_party_member, value: (o) => (o.partyMember ? tag(m.console_yes()) : NOTHING) },
    { label: m.console_field_term, value: (o) => termText(o.term) },
    { label: m.console_field_since, value: (o) => text(o.since) },
  ],
  detail: {
    heading: (o) => `${o.personName} ${o.post}`,
    fields: [
      courtyardColumn,
      {
        label: m.console_field_party_member,
        value: (o) => text(o.partyMember ? m.console_yes() : m.console_no()),
      },
      { label: m.console_field_term, value: (o) => termText(o.term) },
      { label: m.console_field_since, value: (o) => text(o.since) },
      { label: m.console_field_ended_on, value: officeEnd },
    ],
  },
};
