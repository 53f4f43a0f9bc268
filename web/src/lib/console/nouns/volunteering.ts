import { m } from '#lib/paraglide/messages.js';
import { timesInWords } from '#lib/volunteers/availability-words.ts';
import { count, link, moment, NOTHING, tag, text } from '../cell.ts';
import type { Noun } from '../noun.ts';
import type { ItemOf, RowOf } from '../rows.ts';
import { BY_DAY } from './orders.ts';

type Application = RowOf<'timebank', 'volunteer-applications'>;
type Notice = RowOf<'timebank', 'recruitment-notices'>;

const STATES = {
  applied: m.application_state_applied,
  accepted: m.application_state_accepted,
  declined: m.application_state_declined,
  withdrawn: m.application_state_withdrawn,
};
const WAYS = { desk: m.application_way_desk, online: m.application_way_online };

const stateOf = ({ state }: Application) =>
  tag(STATES[state](), state === 'applied' ? 'attention' : state === 'accepted' ? 'good' : 'quiet');

export const volunteerApplications: Noun<Application, ItemOf<'timebank', 'volunteer-applications'>> = {
  path: 'timebank/volunteer-applications',
  title: m.applications,
  empty: m.applications_empty,
  filters: [
    {
      name: 'state',
      label: m.console_field_state,
      options: Object.entries(STATES).map(([value, label]) => ({ value, label })),
    },
  ],
  orders: BY_DAY,
  until: true,
  namesCourtyards: true,
  columns: [
    {
      label: m.application_applied_on,
      value: (a, { base }) => link(a.appliedOn, `${base}/timebank/volunteer-applications/${a.id}`),
    },
    { label: m.console_field_person_name, value: (a) => text(a.name) },
    { label: m.console_field_courtyard, value: (a, { courtyardName }) => text(courtyardName(a.courtyardId)) },
    { label: m.console_field_skill, value: (a) => text(a.skills.join(m.console_list_comma())) },
    { label: m.application_way, value: (a) => text(WAYS[a.way]()) },
    { label: m.console_field_state, value: stateOf },
  ],
  detail: {
    heading: (a) => m.application_of({ name: a.name }),
    fields: [
      { label: m.console_field_state, value: stateOf },
      {
        label: m.console_field_person,
        value: (a, { base }) => link(a.name, `${base}/courtyard/persons/${a.personId}`),
      },
      {
        label: m.console_field_courtyard,
        value: (a, { courtyardName }) => text(courtyardName(a.courtyardId)),
      },
      { label: m.application_applied_on, value: (a) => text(a.appliedOn) },
      { label: m.application_way, value: (a) => text(WAYS[a.way]()) },
      { label: m.console_field_skill, value: (a) => text(a.skills.join(m.console_list_comma())) },
      { label: m.volunteer_available, value: (a) => text(timesInWords(a.availability)) },
      { label: m.application_motive, value: (a) => text(a.motive) },
      {
        label: m.recruitment,
        value: (a, { base }) =>
          a.noticeId === undefined
            ? NOTHING
            : link(m.recruitment_this(), `${base}/timebank/recruitment-notices/${a.noticeId}`),
      },
      {
        label: m.console_field_recorded,
        value: ({ recorded }) =>
          recorded === undefined ? NOTHING : text(`${recorded.by} ${moment(recorded.at).text}`),
      },
      {
        label: m.application_decided,
        value: ({ decidedBy, decidedOn }) =>
          decidedOn === undefined ? NOTHING : text(`${decidedBy} ${decidedOn}`),
      },
      { label: m.application_reason, value: (a) => text(a.reason) },
      {
        label: m.console_field_volunteer,
        value: ({ volunteerId, volunteerNo }, { base }) =>
          volunteerId === undefined
            ? NOTHING
            : link(volunteerNo, `${base}/timebank/volunteers/${volunteerId}`),
      },
    ],
  },
};

const calling = ({ state }: Notice) =>
  state === 'open' ? tag(m.recruitment_open(), 'good') : tag(m.recruitment_closed());

export const recruitmentNotices: Noun<Notice, ItemOf<'timebank', 'recruitment-notices'>> = {
  path: 'timebank/recruitment-notices',
  title: m.recruitment,
  empty: m.recruitment_empty,
  orders: BY_DAY,
  until: true,
  columns: [
    {
      label: m.recruitment_title_field,
      value: (n, { base }) => link(n.title, `${base}/timebank/recruitment-notices/${n.id}`),
    },
    { label: m.recruitment_published_on, value: (n) => text(n.publishedOn) },
    { label: m.recruitment_until, value: (n) => text(n.until) },
    { label: m.recruitment_wanted, number: true, value: (n) => count(n.wanted) },
    { label: m.recruitment_applied, number: true, value: (n) => count(n.applied) },
    { label: m.recruitment_accepted, number: true, value: (n) => count(n.accepted) },
    { label: m.console_field_state, value: calling },
  ],
  detail: {
    heading: (n) => n.title,
    titled: true,
    fields: [
      { label: m.console_field_state, value: calling },
      { label: m.recruitment_text, value: (n) => text(n.text) },
      { label: m.recruitment_skills, value: (n) => text(n.skills.join(m.console_list_comma())) },
      { label: m.recruitment_published_on, value: (n) => text(n.publishedOn) },
      { label: m.recruitment_until, value: (n) => text(n.until) },
      { label: m.recruitment_wanted, value: (n) => count(n.wanted) },
      { label: m.recruitment_applied, value: (n) => count(n.applied) },
      { label: m.recruitment_accepted, value: (n) => count(n.accepted) },
    ],
  },
};
