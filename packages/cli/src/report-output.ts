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
      '“摸底”按已导入的户和居民逐一统计；“上报”是院落台账上填的数。',
      '"surveyed" is counted from the households and residents that were imported; "reported" is what the courtyard ledger says.',
    ),
  ].join('\n');
}

const section = (title: string, rows: readonly (readonly string[])[]): string[] =>
  rows.length === 0 ? [] : ['', title, ...aligned(rows).map((line) => `  ${line}`)];

const figureRows = (figures: Figures, names: readonly string[]): string[][] =>
  names.flatMap((name) =>
    figures[name] === undefined ? [] : [[metricName(name), metricValue(name, Number(figures[name]))]],
  );

function courtyardRows({ courtyard }: Report): string[][] {
  const rows = Object.entries(courtyard).map(([name, figures]) => [
    name,
    ...OF_COURTYARD.map((metric) => metricValue(metric, Number(figures[metric] ?? 0))),
    figures['basis'] === 'rows' ? say('摸底', 'surveyed') : say('上报', 'reported'),
  ]);
  return rows.length === 0 ? [] : [['', ...OF_COURTYARD.map(metricName), say('依据', 'basis')], ...rows];
}
