import { m } from '#lib/paraglide/messages.js';
import { type Cell, count, hours, text, yuan } from '../cell.ts';
import { type FileHrefs, fileHrefs } from '../files/file-format.ts';
import type { TableView } from '../list-view.ts';
import type { AnswerOf, Communities } from '../rows.ts';

type Report = AnswerOf<Communities['reporting']['report']>;

type ReportView = {
  asOf: string;
  groups: { title: string; figures: { label: string; cell: Cell }[] }[];
  courtyards: TableView;
  files: FileHrefs;
};

/** The report with each figure linked to the console's list of the rows behind it. */
export function reportView(report: Report, base: string): ReportView {
  const { timeBank, organisations } = report;
  const linked = (path: string, cell: Cell): Cell => {
    const href = consoleHref(report.rows[path], base);
    return href === undefined ? cell : { ...cell, href };
  };
  const figure = (label: string, path: string, cell: Cell) => ({ label, cell: linked(path, cell) });
  const timeBankFigure = (label: string, name: keyof typeof timeBank) =>
    figure(label, `timeBank.${name}`, count(timeBank[name]));

  return {
    asOf: report.asOf,
    files: fileHrefs(`${base}/report/figures`, `?asOf=${report.asOf}`),
    groups: [
      {
        title: m.console_domain_timebank(),
        figures: [
          timeBankFigure(m.console_volunteers(), 'volunteers'),
          timeBankFigure(m.console_party_volunteers(), 'partyVolunteers'),
          timeBankFigure(m.console_service_records(), 'serviceRecords'),
          figure(m.console_hours_served(), 'timeBank.serviceMinutes', hours(timeBank.serviceMinutes)),
          timeBankFigure(m.console_people_served(), 'peopleServed'),
          timeBankFigure(m.console_points_issued(), 'pointsIssued'),
          timeBankFigure(m.console_card_unit(), 'unitCards'),
          timeBankFigure(m.console_card_enterprise(), 'enterpriseCards'),
          timeBankFigure(m.console_card_courtyard(), 'courtyardCards'),
        ],
      },
      ...(organisations === undefined
        ? []
        : [
            {
              title: m.console_domain_incubation(),
              figures: [
                figure(
                  m.console_social_organisation(),
                  'organisations.socialOrganisations',
                  count(organisations.socialOrganisations),
                ),
                figure(m.console_best_rating(), 'organisations.rating', text(organisations.rating ?? '–')),
                figure(m.console_team(), 'organisations.selfOrganised', count(organisations.selfOrganised)),
                figure(m.console_mature_teams(), 'organisations.mature', count(organisations.mature)),
              ],
            },
          ]),
      {
        title: m.console_places_and_partners(),
        figures: [
          figure(m.console_courtyards(), 'courtyards', count(report.courtyards)),
          figure(m.console_rooms(), 'rooms', count(report.rooms)),
          figure(m.console_courses(), 'courses', count(report.courses)),
          figure(m.console_units(), 'regionalUnits', count(report.regionalUnits)),
        ].filter(({ cell }) => cell.text !== ''),
      },
    ],
    courtyards: courtyardTable(report, linked),
  };
}

const COURTYARD_FIGURES = [
  { label: m.console_households, name: 'households' },
  { label: m.console_residents, name: 'residents' },
  { label: m.console_party_members, name: 'partyMembers' },
  { label: m.console_retired_party_members, name: 'retiredPartyMembers' },
  { label: m.console_meetings, name: 'meetings' },
  { label: m.console_opinions, name: 'opinions' },
  { label: m.console_committee_members, name: 'committeeMembers' },
  { label: m.console_committee_party_members, name: 'committeePartyMembers' },
  { label: m.console_field_balance_yuan, name: 'fundBalanceFen' },
] as const;

/** What nobody knew on that day is not nought. */
const OF_RESIDENCY: ReadonlySet<string> = new Set([
  'households',
  'residents',
  'partyMembers',
  'retiredPartyMembers',
]);
const BASIS = {
  rows: m.console_basis_rows,
  reported: m.console_basis_reported,
  unknown: m.console_basis_unknown,
};

function courtyardTable(report: Report, linked: (path: string, cell: Cell) => Cell): TableView {
  return {
    title: m.console_by_courtyard(),
    head: [
      { label: m.console_field_courtyard(), number: false },
      ...COURTYARD_FIGURES.map(({ label }) => ({ label: label(), number: true })),
      { label: m.console_basis(), number: false },
    ],
    rows: Object.entries(report.courtyard).map(([name, figures]) => ({
      id: name,
      href: undefined,
      cells: [
        linked(`courtyard.${name}.address`, text(name)),
        ...COURTYARD_FIGURES.map(({ name: figure }) =>
          figures.basis === 'unknown' && OF_RESIDENCY.has(figure)
            ? text('–')
            : linked(
                `courtyard.${name}.${figure}`,
                figure === 'fundBalanceFen' ? yuan(figures[figure]) : count(figures[figure]),
              ),
        ),
        text(BASIS[figures.basis]()),
      ],
    })),
  };
}

/** The API's query and the console's list have the same path below the community. */
const consoleHref = (query: string | undefined, base: string): string | undefined =>
  query?.replace(/^\/api\/v1\/communities\/[^/]+/, base);
