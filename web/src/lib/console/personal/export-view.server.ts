import { m } from '#lib/paraglide/messages.js';
import { type Cell, count, hours, moment, text } from '../cell.ts';
import type { TableView } from '../list-view.ts';
import { tableView } from '../list-view.ts';
import { type ConsoleEvent, courtyardNames, settingOf } from '../load-list.server.ts';
import type { AnyNoun, Setting } from '../noun.ts';
import { households, persons } from '../nouns/courtyard.ts';
import { serviceRecords, volunteers } from '../nouns/timebank.ts';
import { NOUNS } from '../nouns.ts';
import { opened } from '../opened.ts';
import type { Communities } from '../rows.ts';

type Export = Communities['courtyard']['persons'][':id']['export'] extends { $post: infer Post }
  ? Post extends (...args: never[]) => Promise<{ json(): Promise<infer Body> }>
    ? Body
    : never
  : never;

/** Everything of one person as a page that can be printed and handed over. */
export type ExportView = {
  heading: string;
  at: string;
  sections: { title: string; fields: { label: string; cell: Cell }[] }[];
  tables: TableView[];
};

export async function exportView(event: ConsoleEvent, whole: Export): Promise<ExportView> {
  const setting = settingOf(event.params.community, await courtyardNames(event, persons), {});
  const account = whole.accounts[0];
  return {
    heading: m.personal_export_of({ name: whole.person.name }),
    at: m.personal_export_at({ at: moment(whole.exportedAt).text }),
    sections: [
      { title: whole.person.name, fields: fieldsOf(persons, whole.person, setting) },
      ...(whole.household === undefined
        ? []
        : [{ title: households.title(), fields: fieldsOf(households, whole.household, setting) }]),
      ...(account === undefined
        ? []
        : [
            {
              title: m.personal_account(),
              fields: [
                { label: m.personal_account_points(), cell: count(account.pointsBalance) },
                { label: m.personal_account_hours(), cell: hours(account.minutesServed) },
              ],
            },
          ]),
      {
        title: m.personal_consent(),
        fields: whole.consents.map((consent) => ({
          label: moment(consent.givenAt).text,
          cell: text(
            [consent.version, consent.withdrawnAt && moment(consent.withdrawnAt).text]
              .filter(Boolean)
              .join(' – '),
          ),
        })),
      },
    ].filter(({ fields }) => fields.length > 0),
    tables: [
      tableView(volunteers.title(), volunteers.columns, whole.volunteers, setting),
      tableView(serviceRecords.title(), serviceRecords.columns, whole.serviceRecords, setting),
      ...mentionTables(whole.mentions, setting),
    ].filter(({ rows }) => rows.length > 0),
  };
}

const fieldsOf = (noun: AnyNoun, item: unknown, setting: Setting) =>
  (noun.detail?.fields ?? [])
    .map(({ label, value }) => ({ label: label(), cell: opened(value(item, setting), setting) }))
    .filter(({ cell }) => cell.text !== '');

/** What names the person elsewhere, by the list it stands in; what the console lists nowhere is said as it is kept. */
function mentionTables(mentions: Export['mentions'], setting: Setting): TableView[] {
  const byNoun = Map.groupBy(mentions, ({ noun }) => noun);
  return [...byNoun].map(([name, found]) => {
    const noun = nounNamed(name);
    const records = found.map(({ record }) => record);
    const title = m.personal_export_mentions({ list: noun?.title() ?? name });
    if (noun !== undefined) return tableView(title, noun.columns, records, setting);
    const said = { label: () => name, value: (record: unknown) => text(JSON.stringify(record)) };
    return tableView(title, [said], records, setting);
  });
}

/** `serviceRecord` is one of `timebank/service-records`. */
function nounNamed(name: string): AnyNoun | undefined {
  const kebab = name.replace(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`);
  const plural = kebab.replace(/y$/, 'ie').concat('s');
  return [...NOUNS].find(([path]) => path.endsWith(`/${plural}`))?.[1];
}
