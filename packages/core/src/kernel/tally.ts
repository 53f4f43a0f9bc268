import type { PlainDate } from './clock.ts';

/** Everything that is counted. One word each, the same in the tally, the report and the page. */
export const METRICS = [
  'courtyards',
  'households',
  'residents',
  'partyMembers',
  'retiredPartyMembers',
  'volunteers',
  'partyVolunteers',
  'serviceRecords',
  'serviceMinutes',
  'peopleServed',
  'pointsIssued',
  'pointsGranted',
  'pointsRedeemed',
  'pointsExpired',
  'unitCards',
  'enterpriseCards',
  'courtyardCards',
  'catalogueItems',
  'meetings',
  'meetingAttendees',
  'opinions',
  'opinionsSettled',
  'elections',
  'committeeMembers',
  'committeePartyMembers',
  'fundBalanceFen',
  'fundIncomeFen',
  'fundSpendingFen',
  'socialOrganisations',
  'selfOrganised',
  'mature',
  'rooms',
  'courses',
  'regionalUnits',
] as const;

export type Metric = (typeof METRICS)[number];

/**
 * What one record adds to one figure. `scope` is the community or a courtyard's id. `on` is the day from which it
 * counts; a record without a day always counts. Where a month's figure is told apart by category, `category` is the
 * record's.
 */
export type Contribution = {
  scope: 'community' | (string & {});
  metric: Metric;
  by: number;
  on?: PlainDate;
  category?: string;
};

/** Asks a list for the rows behind a figure, as it stood at the end of the day `asOf`, or as it stands. */
export type FigureRequest = { figure?: Metric | undefined; asOf?: PlainDate | undefined };

/**
 * Which rows of a list a figure counts: those that add something to it up to the day, by the very rule that counts
 * them. Undefined when no figure is asked for: then all rows are listed.
 */
export function behind<T>(
  tally: (row: T) => Contribution[],
  { figure, asOf }: FigureRequest,
): ((row: T) => boolean) | undefined {
  if (figure === undefined) return undefined;
  const counts = ({ scope, metric, on }: Contribution) =>
    scope === 'community' && metric === figure && (on === undefined || asOf === undefined || on <= asOf);
  return (row) =>
    tally(row)
      .filter(counts)
      .reduce((sum, { by }) => sum + by, 0) !== 0;
}

/** A community-wide contribution, and the same for the courtyard where there is one. */
export function contribute(
  metric: Metric,
  by: number,
  at: { courtyardId?: string | undefined; on?: PlainDate | undefined; category?: string | undefined },
): Contribution[] {
  if (by === 0) return [];
  const dated = at.on === undefined ? {} : { on: at.on };
  const told = at.category === undefined ? {} : { category: at.category };
  const community: Contribution = { scope: 'community', metric, by, ...dated, ...told };
  return at.courtyardId === undefined ? [community] : [community, { ...community, scope: at.courtyardId }];
}
