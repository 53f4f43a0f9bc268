import type { PlainDate } from '../kernel/index.ts';

/** From each figure's path in the report to the API query whose rows it counts. */
export function rowsBehind(
  slug: string,
  courtyards: readonly { id: string; name: string }[],
  asOf: PlainDate,
): Record<string, string> {
  const paths = {
    courtyards: 'courtyard/courtyards',
    ...timeBankRows(asOf),
    'organisations.socialOrganisations': 'incubation/organisations',
    'organisations.rating': 'incubation/organisations',
    'organisations.selfOrganised': 'incubation/organisations',
    'organisations.mature': 'incubation/organisations',
    rooms: 'learning/rooms',
    courses: 'learning/courses',
    regionalUnits: 'partners/units',
    ...Object.assign({}, ...courtyards.map(courtyardRows)),
  };
  return Object.fromEntries(
    Object.entries(paths).map(([figure, path]) => [figure, `/api/v1/communities/${slug}/${path}`]),
  );
}

function timeBankRows(asOf: PlainDate): Record<string, string> {
  const records = `timebank/service-records?until=${asOf}`;
  return {
    'timeBank.volunteers': 'timebank/volunteers',
    'timeBank.partyVolunteers': 'timebank/volunteers',
    'timeBank.serviceRecords': records,
    'timeBank.serviceMinutes': records,
    'timeBank.serviceHours': records,
    'timeBank.peopleServed': records,
    'timeBank.pointsIssued': records,
    'timeBank.unitCards': 'timebank/cards',
    'timeBank.enterpriseCards': 'timebank/cards',
    'timeBank.courtyardCards': 'timebank/cards',
  };
}

function courtyardRows({ id, name }: { id: string; name: string }): Record<string, string> {
  const of = `courtyardId=${id}`;
  const rows = {
    address: `courtyard/courtyards/${id}`,
    households: `courtyard/households?${of}`,
    residents: `courtyard/persons?${of}`,
    partyMembers: `courtyard/persons?${of}`,
    retiredPartyMembers: `courtyard/persons?${of}`,
    meetings: `governance/meetings?${of}`,
    opinions: 'governance/opinions',
    committeeMembers: `governance/offices?${of}`,
    committeePartyMembers: `governance/offices?${of}`,
    fundBalanceFen: `renewal/fund-entries?${of}`,
  };
  return Object.fromEntries(
    Object.entries(rows).map(([figure, path]) => [`courtyard.${name}.${figure}`, path]),
  );
}
