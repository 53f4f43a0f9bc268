import { m } from '#lib/paraglide/messages.js';
import { month } from '#lib/words.ts';
import { type Cell, count, hours, link, text } from '../cell.ts';
import { type FileHrefs, fileHrefs } from '../files/file-format.ts';
import type { TableView } from '../list-view.ts';
import type { AnswerOf, Communities } from '../rows.ts';
import type { ServicePeriod } from './service-period.ts';

type ServiceReport = AnswerOf<Communities['timebank']['service-report']>;
type Done = Pick<
  ServiceReport['total'],
  'serviceRecords' | 'serviceMinutes' | 'peopleServed' | 'pointsIssued'
>;
type Bar = { label: string; value: number; text: string };

type ServiceReportView = {
  until: string;
  figures: { label: string; value: string; note?: string }[];
  tables: { table: TableView; bars: Bar[] }[];
  files: FileHrefs;
};

/** The report as figures, and tables with a drawing of the hours in each. */
export function serviceReportView(
  report: ServiceReport,
  asked: ServicePeriod,
  base: string,
): ServiceReportView {
  const { year, month: asksMonth, outside } = asked;
  const search = new URLSearchParams({
    year,
    ...(asksMonth === '' ? {} : { month: asksMonth }),
    ...(outside ? { outside: 'yes' } : {}),
  });
  return {
    until: report.until,
    figures: figuresOf(report),
    tables: tablesOf(report, base.replace(/^\/console/, '')).filter(({ table }) => table.rows.length > 0),
    files: fileHrefs(`${base}/timebank/service-report/rows`, `?${search}`),
  };
}

function figuresOf({ total, points, until }: ServiceReport): ServiceReportView['figures'] {
  const standing = m.console_figures_as_of({ day: until });
  const figure = (label: string, cell: Cell, note?: string) => ({
    label,
    value: cell.text,
    ...(note === undefined ? {} : { note }),
  });
  return [
    figure(m.console_hours_served(), hours(total.serviceMinutes)),
    figure(m.console_service_records(), count(total.serviceRecords)),
    figure(m.console_people_served(), count(total.peopleServed)),
    figure(m.console_volunteers(), people(total.volunteers), standing),
    figure(m.console_party_volunteers(), people(total.partyVolunteers), standing),
    figure(m.service_report_points_for_service(), count(total.pointsIssued)),
    ...(points === undefined
      ? []
      : [
          figure(m.service_report_points_granted(), count(points.granted)),
          figure(m.solvency_redeemed(), count(points.redeemed)),
          figure(m.solvency_expired(), count(points.expired)),
        ]),
  ];
}

/** `home` is where the community's public pages begin: a courtyard leads to its year there, which can be printed and posted. */
const tablesOf = (report: ServiceReport, home: string): ServiceReportView['tables'] => [
  ...(report.months.length > 1
    ? [
        tableOf(
          m.service_report_by_month(),
          [m.year_month(), ...DONE.map((label) => label())],
          report.months.map((one) => ({ label: month(one.month), one, cells: done(one) })),
        ),
      ]
    : []),
  tableOf(
    m.console_by_courtyard(),
    [
      m.console_field_courtyard(),
      ...DONE.map((label) => label()),
      m.console_volunteers(),
      m.console_party_volunteers(),
    ],
    report.courtyards.map((one) => ({
      label: one.name ?? m.service_report_other_courtyards(),
      ...(one.id === undefined
        ? {}
        : { href: `${home}/timebank/courtyards/${one.id}/${report.period.slice(0, 4)}` }),
      one,
      cells: [...done(one), people(one.volunteers), people(one.partyVolunteers)],
    })),
  ),
  tableOf(
    m.service_report_by_category(),
    [m.console_field_category(), m.console_hours_served(), m.console_service_records()],
    report.categories.map((one) => ({
      label: one.category,
      one,
      cells: [hours(one.serviceMinutes), count(one.serviceRecords)],
    })),
  ),
];

const DONE = [
  m.console_hours_served,
  m.console_service_records,
  m.console_people_served,
  m.service_report_points_for_service,
] as const;

const done = (one: Done): Cell[] => [
  hours(one.serviceMinutes),
  count(one.serviceRecords),
  count(one.peopleServed),
  count(one.pointsIssued),
];

/** So few that they would be known are not counted in what leaves the community. */
const people = (value: number | undefined): Cell =>
  value === undefined ? { text: m.service_report_few(), number: true } : count(value);

type Line = { label: string; href?: string; one: Pick<Done, 'serviceMinutes'>; cells: Cell[] };

const tableOf = (title: string, head: string[], lines: Line[]): ServiceReportView['tables'][number] => ({
  table: {
    title,
    head: head.map((label, i) => ({ label, number: i > 0 })),
    rows: lines.map(({ label, href, cells }, i) => ({
      id: String(i),
      href: undefined,
      cells: [href === undefined ? text(label) : link(label, href), ...cells],
    })),
  },
  bars: lines.map(({ label, one }) => ({
    label,
    value: Math.max(0, one.serviceMinutes),
    text: hours(one.serviceMinutes).text,
  })),
});
