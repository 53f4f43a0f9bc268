import { m } from '#lib/paraglide/messages.js';
import { type Cell, count, link, NOTHING, tag, text } from '../cell.ts';
import type { Noun } from '../noun.ts';
import type { ItemOf, RowOf } from '../rows.ts';

type Organisation = RowOf<'incubation', 'organisations'>;

const KINDS = { socialOrganisation: m.console_social_organisation, team: m.console_team };
const STAGES: Record<NonNullable<Organisation['stage']>, () => string> = {
  preparing: m.console_stage_preparing,
  admitted: m.console_stage_admitted,
  incubating: m.console_stage_incubating,
  growing: m.console_stage_growing,
  mature: m.console_stage_mature,
  graduated: m.console_stage_graduated,
};

const stage = (o: Organisation): Cell =>
  o.stage === undefined ? NOTHING : tag(STAGES[o.stage](), o.stage === 'mature' ? 'good' : 'quiet');
const rating = (o: Organisation): Cell => (o.rating === undefined ? NOTHING : tag(o.rating, 'good'));

export const organisations: Noun<Organisation, ItemOf<'incubation', 'organisations'>> = {
  path: 'incubation/organisations',
  title: m.console_organisations,
  empty: m.console_organisations_empty,
  figures: true,
  columns: [
    {
      label: m.console_field_name,
      value: (o, { base }) => link(o.name, `${base}/incubation/organisations/${o.id}`),
    },
    { label: m.console_field_type, value: (o) => text(KINDS[o.kind]()) },
    { label: m.console_field_stage, value: stage },
    { label: m.console_field_rating, value: rating },
    { label: m.console_field_leader, value: (o) => text(o.leader) },
    { label: m.console_field_members, number: true, value: (o) => count(o.members) },
    { label: m.console_field_founded_on, value: (o) => text(o.foundedOn) },
  ],
  detail: {
    titled: true,
    heading: (o) => o.name,
    fields: [
      { label: m.console_field_type, value: (o) => text(KINDS[o.kind]()) },
      { label: m.console_field_stage, value: stage },
      { label: m.console_field_rating, value: rating },
      { label: m.console_field_leader, value: (o) => text(o.leader) },
      { label: m.console_field_members, value: (o) => count(o.members) },
      { label: m.console_field_founded_on, value: (o) => text(o.foundedOn) },
      { label: m.console_field_registration, value: (o) => text(o.registration) },
      { label: m.console_field_activities, value: (o) => text(o.activities) },
    ],
  },
};
