import { m } from '#lib/paraglide/messages.js';
import { count, hours, yuan } from '../cell.ts';

const LABELS: Readonly<Record<string, () => string>> = {
  courtyards: m.console_courtyards,
  households: m.console_households,
  residents: m.console_residents,
  partyMembers: m.console_party_members,
  retiredPartyMembers: m.console_retired_party_members,
  volunteers: m.console_volunteers,
  partyVolunteers: m.console_party_volunteers,
  serviceRecords: m.console_service_records,
  serviceMinutes: m.console_hours_served,
  peopleServed: m.console_people_served,
  pointsIssued: m.console_points_issued,
  pointsGranted: m.points_granted,
  pointsRedeemed: m.points_redeemed_in_all,
  pointsExpired: m.points_expired_in_all,
  unitCards: m.console_card_unit,
  enterpriseCards: m.console_card_enterprise,
  courtyardCards: m.console_card_courtyard,
  catalogueItems: m.console_catalogue_items,
  meetings: m.console_meetings,
  meetingAttendees: m.console_metric_meeting_attendees,
  opinions: m.console_opinions,
  opinionsSettled: m.console_metric_opinions_settled,
  elections: m.console_elections,
  committeeMembers: m.console_committee_members,
  committeePartyMembers: m.console_committee_party_members,
  fundBalanceFen: m.console_field_balance_yuan,
  fundIncomeFen: m.console_metric_fund_income,
  fundSpendingFen: m.console_metric_fund_spending,
  socialOrganisations: m.console_social_organisation,
  selfOrganised: m.console_team,
  mature: m.console_mature_teams,
  rooms: m.console_rooms,
  courses: m.console_courses,
  regionalUnits: m.console_units,
};

/** A metric of the counters in words; a day of a month follows an `@`. */
export function metricLabel(metric: string): string {
  const [name = '', day] = metric.split('@');
  const label = LABELS[name]?.() ?? name;
  return day === undefined ? label : `${label} @${day}`;
}

/** The number of a metric in the unit its label names: counters keep minutes and fen. */
export function metricNumber(metric: string, value: number): string {
  const [name = ''] = metric.split('@');
  if (name.endsWith('Minutes')) return hours(value).text;
  if (name.endsWith('Fen')) return yuan(value).text;
  return count(value).text;
}
