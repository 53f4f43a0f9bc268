import type { Metric, PlainDate } from '../kernel/index.ts';
import type { Residency } from './residency.ts';

/** What a courtyard's links need to know of it: `basis` says whether its people are rows or its ledger's own word. */
type CourtyardOfReport = { id: string; name: string; basis: Residency['basis'] };

/** Whether rows may be read: those of one courtyard, or of all that the report is about. */
export type Readable = (path: string, courtyardId?: string) => boolean;

/**
 * From each figure's path in the report to the API query whose rows it counts, and no others: a sum adds up over them, a
 * count is their number, where a reversal takes one away. A figure whose rows are not `readable` leads nowhere.
 */
export function rowsBehind(
  slug: string,
  courtyards: readonly CourtyardOfReport[],
  asOf: PlainDate,
  readable: Readable,
): Record<string, string> {
  const of = (path: string, figure: Metric) => `${path}?figure=${figure}&asOf=${asOf}`;
  const organisations = (figure: Metric) => of('incubation/organisations', figure);
  const paths = {
    courtyards: of('courtyard/courtyards', 'courtyards'),
    ...timeBankRows(of, asOf),
    'organisations.socialOrganisations': organisations('socialOrganisations'),
    'organisations.rating': organisations('socialOrganisations'),
    'organisations.selfOrganised': organisations('selfOrganised'),
    'organisations.mature': organisations('mature'),
    rooms: 'learning/rooms',
    courses: `learning/courses?until=${asOf}`,
    regionalUnits: 'partners/units',
  };
  const ofCommunity = Object.entries(paths).filter(([, path]) => readable(path));
  const ofCourtyards = courtyards.flatMap((courtyard) =>
    Object.entries(courtyardRows(courtyard, asOf)).filter(([, path]) => readable(path, courtyard.id)),
  );
  return Object.fromEntries(
    [...ofCommunity, ...ofCourtyards].map(([figure, path]) => [
      figure,
      `/api/v1/communities/${slug}/${path}`,
    ]),
  );
}

function timeBankRows(of: (path: string, figure: Metric) => string, asOf: PlainDate): Record<string, string> {
  const records = `timebank/service-records?until=${asOf}`;
  return {
    'timeBank.volunteers': of('timebank/volunteers', 'volunteers'),
    'timeBank.partyVolunteers': of('timebank/volunteers', 'partyVolunteers'),
    'timeBank.serviceRecords': records,
    'timeBank.serviceMinutes': records,
    'timeBank.serviceHours': records,
    'timeBank.peopleServed': records,
    'timeBank.pointsIssued': records,
    'timeBank.unitCards': of('timebank/cards', 'unitCards'),
    'timeBank.enterpriseCards': of('timebank/cards', 'enterpriseCards'),
    'timeBank.courtyardCards': of('timebank/cards', 'courtyardCards'),
  };
}

function courtyardRows({ id, name, basis }: CourtyardOfReport, asOf: PlainDate): Record<string, string> {
  const itself = `courtyard/courtyards/${id}`;
  const of = (path: string, figure: Metric) => `${path}?courtyardId=${id}&figure=${figure}&asOf=${asOf}`;
  const until = (path: string) => `${path}?courtyardId=${id}&until=${asOf}`;
  const surveyed = (path: string, figure: Metric) => (basis === 'reported' ? itself : of(path, figure));
  const rows = {
    address: itself,
    households: surveyed('courtyard/households', 'households'),
    residents: surveyed('courtyard/persons', 'residents'),
    partyMembers: surveyed('courtyard/persons', 'partyMembers'),
    retiredPartyMembers: surveyed('courtyard/persons', 'retiredPartyMembers'),
    meetings: until('governance/meetings'),
    opinions: until('governance/opinions'),
    committeeMembers: of('governance/offices', 'committeeMembers'),
    committeePartyMembers: of('governance/offices', 'committeePartyMembers'),
    fundBalanceFen: until('renewal/fund-entries'),
  };
  return Object.fromEntries(
    Object.entries(rows).map(([figure, path]) => [`courtyard.${name}.${figure}`, path]),
  );
}
