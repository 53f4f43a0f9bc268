import { m } from '#lib/paraglide/messages.js';
import { type Cell, count, link, NOTHING, tag, text } from '../cell.ts';
import type { Column, Noun } from '../noun.ts';
import type { ItemOf, RowOf } from '../rows.ts';
import { courtyardColumn, courtyardFilter } from './courtyard-column.ts';

type Courtyard = RowOf<'courtyard', 'courtyards'>;
type Household = RowOf<'courtyard', 'households'>;
type Person = RowOf<'courtyard', 'persons'>;

const yesNo = (yes: boolean): Cell => (yes ? tag(m.console_yes(), 'good') : text(m.console_no()));

export const courtyards: Noun<Courtyard, ItemOf<'courtyard', 'courtyards'>> = {
  path: 'courtyard/courtyards',
  title: m.console_courtyards,
  empty: m.console_courtyards_empty,
  figures: true,
  columns: [
    {
      label: m.console_field_name,
      value: (c, { base }) => link(c.name, `${base}/courtyard/courtyards/${c.id}`),
    },
    { label: m.console_field_address, value: (c) => text(c.address) },
    { label: m.console_field_built, value: (c) => text(c.builtText) },
    { label: m.console_field_reported_households, number: true, value: (c) => count(c.reportedHouseholds) },
    { label: m.console_field_reported_residents, number: true, value: (c) => count(c.reportedResidents) },
    { label: m.console_field_party_branch, value: (c) => yesNo(c.hasBranch) },
    { label: m.console_field_station, value: (c) => yesNo(c.hasStation) },
    { label: m.console_field_grid, value: (c) => text(c.grid) },
    { label: m.console_field_feature, value: (c) => text(c.feature) },
  ],
  detail: {
    titled: true,
    heading: (c) => c.name,
    fields: [
      { label: m.console_field_address, value: (c) => text(c.address) },
      { label: m.console_field_built, value: (c) => text(c.builtText) },
      { label: m.console_field_grid, value: (c) => text(c.grid) },
      { label: m.console_field_management, value: (c) => text(c.management) },
      { label: m.console_field_party_branch, value: (c) => yesNo(c.hasBranch) },
      { label: m.console_field_station, value: (c) => yesNo(c.hasStation) },
      { label: m.console_field_feature, value: (c) => text(c.feature) },
      { label: m.console_field_reported_households, value: (c) => count(c.reportedHouseholds) },
      { label: m.console_field_reported_residents, value: (c) => count(c.reportedResidents) },
      { label: m.console_field_reported_party_members, value: (c) => count(c.reportedPartyMembers) },
      { label: m.console_field_reported_retired, value: (c) => count(c.reportedRetiredPartyMembers) },
      { label: m.console_field_reported_on, value: (c) => text(c.reportedOn) },
      { label: m.console_field_note, value: (c) => text(c.note) },
    ],
    related: [
      { title: m.console_offices, path: 'governance/offices', query: (c) => ({ courtyardId: c.id }) },
      { title: m.console_households, path: 'courtyard/households', query: (c) => ({ courtyardId: c.id }) },
      { title: m.console_persons, path: 'courtyard/persons', query: (c) => ({ courtyardId: c.id }) },
      { title: m.console_meetings, path: 'governance/meetings', query: (c) => ({ courtyardId: c.id }) },
      { title: m.console_fund_entries, path: 'renewal/fund-entries', query: (c) => ({ courtyardId: c.id }) },
    ],
  },
};

const GENDER = { female: m.console_female, male: m.console_male };
const POLITICS = {
  partyMember: m.console_party_member,
  youthLeague: m.console_youth_league,
  masses: m.console_masses,
  other: m.console_other,
};
const PARTY_RELATION = {
  here: m.console_party_relation_here,
  elsewhere: m.console_party_relation_elsewhere,
  unsettled: m.console_party_relation_unsettled,
};

const politics = (p: Person): Cell =>
  p.politics === undefined
    ? NOTHING
    : p.politics === 'partyMember'
      ? tag(POLITICS.partyMember(), 'good')
      : text(POLITICS[p.politics]());

/** A member whose organisation nobody has settled is what the two-way search (双找) looks for. */
const partyRelation = (p: Person): Cell =>
  p.partyRelation === undefined
    ? NOTHING
    : tag(PARTY_RELATION[p.partyRelation](), p.partyRelation === 'unsettled' ? 'attention' : 'quiet');

const residentColumns: readonly Column<Person>[] = [
  {
    label: m.console_field_person_name,
    value: (p, { base }) => link(p.name, `${base}/courtyard/persons/${p.id}`),
  },
  { label: m.console_field_relation, value: (p) => text(p.relation) },
  { label: m.console_field_gender, value: (p) => (p.gender ? text(GENDER[p.gender]()) : NOTHING) },
  { label: m.console_field_born_in, value: (p) => text(p.bornIn) },
  { label: m.console_field_politics, value: politics },
  { label: m.console_field_phone, value: (p) => text(p.phone) },
];

export const households: Noun<Household, ItemOf<'courtyard', 'households'>> = {
  path: 'courtyard/households',
  title: m.console_households,
  empty: m.console_households_empty,
  figures: true,
  filters: [courtyardFilter],
  namesCourtyards: true,
  columns: [
    {
      label: m.console_field_household_no,
      value: (h, { base }) => link(h.householdNo, `${base}/courtyard/households/${h.id}`),
    },
    courtyardColumn,
    { label: m.console_field_door, value: (h) => text(h.door) },
    { label: m.console_field_head, value: (h) => text(h.headName) },
    { label: m.console_field_surveyed_on, value: (h) => text(h.surveyedOn) },
  ],
  detail: {
    heading: (h) => `${h.householdNo} ${h.headName ?? ''}`.trim(),
    fields: [
      courtyardColumn,
      { label: m.console_field_door, value: (h) => text(h.door) },
      { label: m.console_field_head, value: (h) => text(h.headName) },
      { label: m.console_field_surveyed_on, value: (h) => text(h.surveyedOn) },
    ],
    inner: [{ title: m.console_residents, columns: residentColumns, rows: (h) => h.residents }],
  },
};

export const persons: Noun<Person, ItemOf<'courtyard', 'persons'>> = {
  path: 'courtyard/persons',
  title: m.console_persons,
  empty: m.console_persons_empty,
  figures: true,
  search: m.console_search_by_name,
  filters: [courtyardFilter],
  searchAlone: true,
  namesCourtyards: true,
  columns: [
    {
      label: m.console_field_person_name,
      value: (p, { base }) => link(p.name, `${base}/courtyard/persons/${p.id}`),
    },
    { label: m.console_field_gender, value: (p) => (p.gender ? text(GENDER[p.gender]()) : NOTHING) },
    { label: m.console_field_born_in, value: (p) => text(p.bornIn) },
    courtyardColumn,
    { label: m.console_field_politics, value: politics },
    { label: m.console_field_party_relation, value: partyRelation },
    { label: m.console_field_phone, value: (p) => text(p.phone) },
    { label: m.console_field_need, value: (p) => text(p.need) },
  ],
  detail: {
    heading: (p) => p.name,
    fields: [
      { label: m.console_field_gender, value: (p) => (p.gender ? text(GENDER[p.gender]()) : NOTHING) },
      { label: m.console_field_born_in, value: (p) => text(p.bornIn) },
      { label: m.console_field_age, value: (p) => count(p.age) },
      { label: m.console_field_phone, value: (p) => text(p.phone) },
      { label: m.console_field_id_number, value: (p) => text(p.idNumber) },
      courtyardColumn,
      {
        label: m.console_field_household,
        value: (p, { base }) =>
          p.householdId === undefined
            ? NOTHING
            : link(m.console_open_household(), `${base}/courtyard/households/${p.householdId}`),
      },
      { label: m.console_field_relation, value: (p) => text(p.relation) },
      { label: m.console_field_politics, value: politics },
      { label: m.console_field_party_relation, value: partyRelation },
      { label: m.console_field_retired, value: (p) => (p.retired ? text(m.console_yes()) : NOTHING) },
      { label: m.console_field_skill, value: (p) => text(p.skill) },
      { label: m.console_field_need, value: (p) => text(p.need) },
      { label: m.console_field_known_since, value: (p) => text(p.knownSince) },
    ],
  },
};
