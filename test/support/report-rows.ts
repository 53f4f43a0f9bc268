import type { Report } from '@linli/core/reporting';

type Row = Record<string, unknown>;

/** Every row that a link of the report leads to, page after page; a link to one thing leads to that. */
export async function rowsAt(get: (path: string) => Promise<unknown>, link: string): Promise<Row[]> {
  const [path = '', query = ''] = link.split('?');
  const rows: Row[] = [];
  let cursor: string | undefined;
  do {
    const asked = new URLSearchParams(query);
    asked.set('limit', '20');
    if (cursor !== undefined) asked.set('cursor', cursor);
    const answer = (await get(`${path}?${asked}`)) as { items?: Row[]; next?: string };
    if (answer.items === undefined) return [answer];
    rows.push(...answer.items);
    cursor = answer.next;
  } while (cursor !== undefined);
  return rows;
}

const sumOf = (field: string) => (rows: readonly Row[]) =>
  rows.reduce((sum, row) => sum + Number(row[field] ?? 0), 0);

const REPORTED = {
  households: 'reportedHouseholds',
  residents: 'reportedResidents',
  partyMembers: 'reportedPartyMembers',
  retiredPartyMembers: 'reportedRetiredPartyMembers',
} as const;

/** What the rows behind a figure come to: most figures are their number. */
const FOLDS: Record<string, (rows: readonly Row[]) => unknown> = {
  'timeBank.serviceRecords': (rows) => rows.length - 2 * rows.filter((row) => 'reverses' in row).length,
  'timeBank.serviceMinutes': sumOf('durationMinutes'),
  'timeBank.serviceHours': (rows) => Math.round(sumOf('durationMinutes')(rows) / 6) / 10,
  'timeBank.peopleServed': sumOf('peopleServed'),
  'timeBank.pointsIssued': sumOf('points'),
  'organisations.rating': (rows) =>
    rows
      .flatMap(({ rating }) => rating ?? [])
      .sort()
      .at(-1),
};

/** What the rows say that a figure must be. `path` is the figure's, as the report's links name it. */
export function figureOf(path: string, rows: readonly Row[], link: string): unknown {
  const figure = path.split('.').at(-1) ?? '';
  if (figure === 'address') return rows[0]?.['address'];
  if (figure === 'fundBalanceFen') return sumOf('incomeFen')(rows) - sumOf('spendingFen')(rows);
  if (!link.includes('?') && figure in REPORTED)
    return rows[0]?.[REPORTED[figure as keyof typeof REPORTED]] ?? 0;
  return (FOLDS[path] ?? (({ length }) => length))(rows);
}

/** What the report says at a figure's path. A courtyard's name may hold anything but ends before the last dot. */
export function statedAt(report: Report, path: string): unknown {
  const [group = '', ...rest] = path.split('.');
  const figure = rest.at(-1);
  if (figure === undefined) return report[group as keyof Report];
  if (group !== 'courtyard') return (report[group as keyof Report] as Row)[figure];
  return (report.courtyard[rest.slice(0, -1).join('.')] as Row)[figure];
}
