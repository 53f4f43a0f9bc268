import { say } from './language.ts';
import { metricName, metricValue } from './metric-words.ts';
import { aligned } from './text-table.ts';

type Figures = Record<string, number | string>;

/** What the text shows of a report; `--json` has all of it. */
export type Report = Figures & {
  community: string;
  asOf: string;
  timeBank: Figures;
  /** Absent, as are rooms, courses and units, for whoever sees some courtyards only. */
  organisations?: Figures;
  courtyard: Record<string, Figures>;
};

const TIME_BANK = [
  'volunteers',
  'partyVolunteers',
  'serviceRecords',
  'serviceMinutes',
  'peopleServed',
  'pointsIssued',
  'unitCards',
  'enterpriseCards',
  'courtyardCards',
];
const ORGANISATIONS = ['socialOrganisations', 'selfOrganised', 'mature'];
const PLACES = ['courtyards', 'rooms', 'courses', 'regionalUnits'];
const OF_COURTYARD = [
  'households',
  'residents',
  'partyMembers',
  'retiredPartyMembers',
  'meetings',
  'opinions',
  'committeeMembers',
  'committeePartyMembers',
  'fundBalanceFen',
];

/** For a person: the community's figures by subject, then a table of its courtyards. */
export function reportInWords(report: Report): string {
  const { organisations = {} } = report;
  const { rating } = organisations;
  const rated = rating === undefined ? [] : [[say('最高评估等级', 'Best rating'), String(rating)]];
  return [
    say(`${report.community}，截至 ${report.asOf}`, `${report.community}, as of ${report.asOf}`),
    ...section(say('时间银行', 'Time bank'), figureRows(report.timeBank, TIME_BANK)),
    ...section(say('社会组织', 'Organisations'), [...figureRows(organisations, ORGANISATIONS), ...rated]),
    ...section(say('院落、课堂与共建', 'Places and partners'), figureRows(report, PLACES)),
    ...section(say('分院落', 'By courtyard'), courtyardRows(report)),
    say(
      '“摸底”按已导入的户和居民逐一统计；“上报”是院落台账上填的数；“尚无数据”是当时还没有摸底，台账也是以后才填的。没有写日期的台账（如换届）每一天都算在内。',
      '"surveyed" is counted from the households and residents that were imported; "reported" is what the courtyard ledger says; "not known": no survey yet on that day, and the ledger is of a later one. Ledgers without a date count on every day.',
    ),
  ].join('\n');
}

const section = (title: string, rows: readonly (readonly string[])[]): string[] =>
  rows.length === 0 ? [] : ['', title, ...aligned(rows).map((line) => `  ${line}`)];

const figureRows = (figures: Figures, names: readonly string[]): string[][] =>
  names.flatMap((name) =>
    figures[name] === undefined ? [] : [[metricName(name), metricValue(name, Number(figures[name]))]],
  );

/** What nobody knew on that day is not nought. */
const OF_RESIDENCY: ReadonlySet<string> = new Set([
  'households',
  'residents',
  'partyMembers',
  'retiredPartyMembers',
]);

function basisName(basis: unknown): string {
  if (basis === 'rows') return say('摸底', 'surveyed');
  return basis === 'reported' ? say('上报', 'reported') : say('尚无数据', 'not known');
}

function courtyardRows({ courtyard }: Report): string[][] {
  const rows = Object.entries(courtyard).map(([name, figures]) => [
    name,
    ...OF_COURTYARD.map((metric) =>
      figures['basis'] === 'unknown' && OF_RESIDENCY.has(metric)
        ? '–'
        : metricValue(metric, Number(figures[metric] ?? 0)),
    ),
    basisName(figures['basis']),
  ]);
  return rows.length === 0 ? [] : [['', ...OF_COURTYARD.map(metricName), say('依据', 'basis')], ...rows];
}
