import { m } from '#lib/paraglide/messages.js';
import { multiplierInWords, ownersInWords } from '#lib/rule-words.ts';
import { timesInWords } from '#lib/volunteers/availability-words.ts';
import { type Cell, count, duration, hours, link, moment, NOTHING, tag, text } from '../cell.ts';
import type { Noun, Setting } from '../noun.ts';
import type { ItemOf, RowOf } from '../rows.ts';
import { standing as offered, TERMS } from './catalogue-terms.ts';
import { BY_DAY } from './orders.ts';

type Volunteer = RowOf<'timebank', 'volunteers'>;
type ServiceRecord = RowOf<'timebank', 'service-records'>;
type Card = RowOf<'timebank', 'cards'>;
type CatalogueItem = RowOf<'timebank', 'catalogue-items'>;
type PointsRule = RowOf<'timebank', 'points-rules'>;

const volunteerHref = (id: string, { base }: Setting) => `${base}/timebank/volunteers/${id}`;

const STATES = {
  training: m.volunteer_state_training,
  active: m.volunteer_state_active,
  paused: m.volunteer_state_paused,
  left: m.volunteer_state_left,
};

/** Whom a ledger brought and nobody has moved since is at work: nothing is said of it. */
const stateOf = ({ state }: Volunteer) =>
  state === undefined ? NOTHING : tag(STATES[state](), state === 'active' ? 'good' : 'attention');

/** What the roster says, and what they said since. */
const skillsOf = ({ skill, skills = [] }: Volunteer) =>
  text([skill, ...skills].filter((one) => one !== undefined).join(m.console_list_comma()));

const AGREED = { desk: m.personal_way_desk, phone: m.personal_way_phone, online: m.personal_way_online };

const TRAINING = { trained: m.console_trained, pending: m.console_training_pending };

export const volunteers: Noun<Volunteer> = {
  path: 'timebank/volunteers',
  title: m.console_volunteers,
  empty: m.console_volunteers_empty,
  figures: true,
  search: m.console_search_by_number_or_name,
  orders: [
    { value: 'number', label: m.console_by_number },
    { value: 'name', label: m.console_by_name },
  ],
  namesCourtyards: true,
  filters: [
    {
      name: 'state',
      label: m.console_field_state,
      options: Object.entries(STATES).map(([value, label]) => ({ value, label })),
    },
  ],
  columns: [
    {
      label: m.console_field_number,
      value: (v, { base }) => link(v.volunteerNo, `${base}/timebank/volunteers/${v.id}`),
    },
    { label: m.console_field_person_name, value: (v) => text(v.name) },
    { label: m.console_field_courtyard, value: (v, { courtyardName }) => text(courtyardName(v.courtyardId)) },
    { label: m.console_field_party_member, value: (v) => (v.partyMember ? tag(m.console_yes()) : NOTHING) },
    { label: m.console_field_skill, value: skillsOf },
    { label: m.console_field_state, value: stateOf },
    { label: m.console_field_training, value: (v) => (v.training ? tag(TRAINING[v.training]()) : NOTHING) },
    { label: m.console_field_registered_on, value: (v) => text(v.registeredOn) },
  ],
  detail: {
    heading: (v) => v.name,
    fields: [
      { label: m.console_field_number, value: (v) => text(v.volunteerNo) },
      {
        label: m.console_field_person,
        value: (v, { base }) => link(v.name, `${base}/courtyard/persons/${v.personId}`),
      },
      {
        label: m.console_field_courtyard,
        value: (v, { base, courtyardName }) =>
          v.courtyardId === undefined
            ? NOTHING
            : link(courtyardName(v.courtyardId), `${base}/courtyard/courtyards/${v.courtyardId}`),
      },
      {
        label: m.console_field_party_member,
        value: (v) => text(v.partyMember ? m.console_yes() : m.console_no()),
      },
      {
        label: m.console_field_state,
        value: (v) =>
          v.state === undefined || v.stateSince === undefined
            ? text(m.volunteer_state_active())
            : text(m.volunteer_state_since({ state: STATES[v.state](), since: v.stateSince })),
      },
      { label: m.console_field_skill, value: skillsOf },
      { label: m.volunteer_available, value: (v) => text(timesInWords(v.availability ?? [])) },
      {
        label: m.volunteer_badge,
        value: ({ partyBadge: badge }) =>
          badge === undefined
            ? NOTHING
            : text(
                m.volunteer_badge_agreed({
                  way: AGREED[badge.way](),
                  by: badge.by,
                  at: moment(badge.at).text,
                }),
              ),
      },
      {
        label: m.console_field_training,
        value: (v) => (v.training ? text(TRAINING[v.training]()) : NOTHING),
      },
      { label: m.console_field_registered_on, value: (v) => text(v.registeredOn) },
    ],
    related: [
      {
        title: m.console_service_records,
        path: 'timebank/service-records',
        query: (v) => ({ volunteerId: v.id }),
      },
    ],
  },
};

/** A record that was taken back, or takes one back, says so. */
const standing = (record: ServiceRecord) => {
  if (record.reverses !== undefined) return tag(m.console_reversal(), 'attention');
  if (record.reversedBy !== undefined) return tag(m.console_reversed(), 'attention');
  return NOTHING;
};

/** Who wrote it down, for whom where somebody asked for it at the desk, and when. */
function recordedIn({ recorded }: ItemOf<'timebank', 'service-records'>): string {
  if (recorded === undefined) return '';
  const { at, by, onBehalfOf } = recorded;
  const when = moment(at).text;
  if (onBehalfOf === undefined) return `${by} ${when}`;
  const name = onBehalfOf.name ?? m.console_somebody();
  return `${m.console_recorded_for({ by, name })} ${when}`;
}

export const serviceRecords: Noun<ServiceRecord, ItemOf<'timebank', 'service-records'>> = {
  path: 'timebank/service-records',
  title: m.console_service_records,
  empty: m.console_service_records_empty,
  orders: BY_DAY,
  until: true,
  through: ['volunteerId'],
  columns: [
    {
      label: m.console_field_served_on,
      value: (r, { base }) => link(r.servedOn, `${base}/timebank/service-records/${r.id}`),
    },
    {
      label: m.console_field_volunteer,
      saidBy: 'volunteerId',
      value: (r, setting) => link(r.volunteerName, volunteerHref(r.volunteerId, setting)),
    },
    { label: m.console_field_item, value: (r) => text(r.item) },
    { label: m.console_field_category, value: (r) => text(r.category) },
    { label: m.console_field_hours, number: true, value: (r) => hours(r.durationMinutes) },
    { label: m.console_field_points, number: true, value: (r) => count(r.points) },
    { label: m.console_field_people_served, number: true, value: (r) => count(r.peopleServed) },
    { label: m.console_field_state, value: standing },
  ],
  detail: {
    heading: (r) => `${r.servedOn} ${r.item}`,
    fields: [
      { label: m.console_field_state, value: standing },
      { label: m.console_field_reason, value: (r) => text(r.reason) },
      {
        label: m.console_field_volunteer,
        value: (r, setting) =>
          link(`${r.volunteerName} ${r.volunteerNo}`, volunteerHref(r.volunteerId, setting)),
      },
      { label: m.console_field_category, value: (r) => text(r.category) },
      { label: m.console_field_duration, value: (r) => duration(r.durationMinutes) },
      { label: m.console_field_points, value: (r) => count(r.points) },
      { label: m.rule_points_withheld, value: (r) => count(r.pointsWithheld) },
      { label: m.console_field_people_served, value: (r) => count(r.peopleServed) },
      { label: m.console_field_recipient, value: (r) => text(r.recipient) },
      { label: m.console_field_verifier, value: (r) => text(r.verifier) },
      { label: m.console_field_recorded, value: (r) => text(recordedIn(r)) },
      {
        label: m.console_field_reversed_by,
        value: (r, { base }) =>
          r.reversedBy === undefined
            ? NOTHING
            : link(m.console_reversal(), `${base}/timebank/service-records/${r.reversedBy}`),
      },
      {
        label: m.console_field_reverses,
        value: (r, { base }) =>
          r.reverses === undefined
            ? NOTHING
            : link(m.console_original_record(), `${base}/timebank/service-records/${r.reverses}`),
      },
    ],
  },
};

const CARD_TYPES = {
  unit: m.console_card_unit,
  enterprise: m.console_card_enterprise,
  courtyard: m.console_card_courtyard,
};

export const cards: Noun<Card> = {
  path: 'timebank/cards',
  title: m.console_cards,
  empty: m.console_cards_empty,
  figures: true,
  columns: [
    {
      label: m.console_field_card_no,
      value: (c, { base }) => link(c.cardNo, `${base}/timebank/cards/${c.id}`),
    },
    { label: m.console_field_card_type, value: (c) => tag(CARD_TYPES[c.cardType]()) },
    { label: m.console_field_holder, value: (c) => text(c.holder) },
    { label: m.console_field_keeper, value: (c) => text(c.keeper) },
    { label: m.console_field_opened_on, value: (c) => text(c.openedOn) },
    { label: m.console_field_note, value: (c) => text(c.note) },
  ],
  detail: {
    heading: (c) => c.holder,
    fields: [
      {
        label: m.passbook,
        value: (c, { base }) => link(m.passbook_open(), `${base}/timebank/passbooks/${c.id}`),
      },
      { label: m.console_field_card_no, value: (c) => text(c.cardNo) },
      { label: m.console_field_card_type, value: (c) => text(CARD_TYPES[c.cardType]()) },
      {
        label: m.console_field_courtyard,
        value: (c, { base }) =>
          c.courtyardId === undefined
            ? NOTHING
            : link(c.holder, `${base}/courtyard/courtyards/${c.courtyardId}`),
      },
      { label: m.console_field_keeper, value: (c) => text(c.keeper) },
      { label: m.console_field_opened_on, value: (c) => text(c.openedOn) },
      { label: m.console_field_note, value: (c) => text(c.note) },
    ],
  },
};

const itemType = ({ type }: CatalogueItem): Cell =>
  tag(type === 'goods' ? m.console_goods() : m.console_service());

export const catalogueItems: Noun<CatalogueItem> = {
  path: 'timebank/catalogue-items',
  title: m.console_catalogue_items,
  empty: m.console_catalogue_items_empty,
  namesCourtyards: true,
  columns: [
    {
      label: m.console_field_name,
      value: (i, { base }) => link(i.name, `${base}/timebank/catalogue-items/${i.id}`),
    },
    { label: m.console_field_type, value: itemType },
    { label: m.console_field_points, number: true, value: (i) => count(i.points) },
    { label: m.console_field_stock, number: true, value: (i) => count(i.stock) },
    { label: m.catalogue_sponsor, value: (i) => text(i.sponsor) },
    { label: m.console_field_note, value: (i) => text(i.note) },
    offered,
  ],
  detail: {
    titled: true,
    heading: (i) => i.name,
    fields: [
      offered,
      { label: m.console_field_type, value: itemType },
      { label: m.console_field_points, value: (i) => count(i.points) },
      { label: m.console_field_stock, value: (i) => count(i.stock) },
      { label: m.console_field_note, value: (i) => text(i.note) },
      ...TERMS,
    ],
  },
};

const rateByCategory = ({ byCategory = {} }: PointsRule): Cell =>
  text(
    Object.entries(byCategory)
      .map(([category, points]) => `${category} ${points}`)
      .join(' · '),
  );

const RULE_STATES = {
  coming: () => tag(m.rule_state_coming(), 'attention'),
  inForce: () => tag(m.rule_state_in_force(), 'good'),
  past: () => tag(m.rule_state_past()),
  withdrawn: () => tag(m.rule_state_withdrawn()),
};

const ruleState = ({ state }: PointsRule): Cell => RULE_STATES[state]();

const multipliers = ({ multipliers = [] }: PointsRule): Cell =>
  text(multipliers.map(multiplierInWords).join('；'));

const CARD_DEEDS = { gift: m.points_kind_gift, transfer: m.points_kind_transfer };

export const pointsRules: Noun<PointsRule> = {
  path: 'timebank/points-rules',
  title: m.console_points_rules,
  empty: m.console_points_rules_empty,
  columns: [
    {
      label: m.console_field_from,
      value: (r, { base }) => link(r.from, `${base}/timebank/points-rules/${r.id}`),
    },
    { label: m.console_field_state, value: ruleState },
    { label: m.console_field_points_per_hour, number: true, value: (r) => count(r.pointsPerHour) },
    { label: m.console_field_by_category, value: rateByCategory },
    { label: m.rule_multipliers, value: multipliers },
    { label: m.rule_daily_cap, number: true, value: (r) => count(r.dailyCap) },
    { label: m.rule_yearly_cap, number: true, value: (r) => count(r.yearlyCap) },
  ],
  detail: {
    titled: true,
    heading: (r) => m.console_rule_from({ day: r.from }),
    fields: [
      { label: m.console_field_state, value: ruleState },
      { label: m.console_field_points_per_hour, value: (r) => count(r.pointsPerHour) },
      { label: m.console_field_by_category, value: rateByCategory },
      { label: m.rule_multipliers, value: multipliers },
      {
        label: m.rule_rounding,
        value: (r) => text(r.rounding === 'down' ? m.rule_rounding_down() : m.rule_rounding_nearest()),
      },
      { label: m.rule_daily_cap, value: (r) => count(r.dailyCap) },
      { label: m.rule_yearly_cap, value: (r) => count(r.yearlyCap) },
      {
        label: m.rule_spenders,
        value: (r) => text(r.spenders === undefined ? m.rule_all() : ownersInWords(r.spenders)),
      },
      {
        label: m.rule_cards_may,
        value: ({ cardsMay }) =>
          text(
            cardsMay?.length === 0
              ? m.rule_nothing()
              : (cardsMay ?? (['gift', 'transfer'] as const)).map((deed) => CARD_DEEDS[deed]()).join('、'),
          ),
      },
      { label: m.rule_transfer_most, value: (r) => count(r.transferMost) },
      { label: m.rule_transfer_daily_most, value: (r) => count(r.transferDailyMost) },
      { label: m.rule_grant_most, value: (r) => count(r.grantMost) },
      { label: m.rule_expires_after, value: (r) => count(r.expiresAfterMonths) },
    ],
  },
};
