import { m } from '#lib/paraglide/messages.js';
import type { Api } from '#lib/server/api.ts';
import { type Cell, moment } from '../cell.ts';

type Answering<T> = T extends (...args: never[]) => Promise<{ json(): Promise<infer Body> }> ? Body : never;
type Page = Answering<Api['communities'][':community']['audit']['records']['$get']>;

/** An audit entry as the API hands it out. */
export type Entry = Extract<Page, { items: unknown }>['items'][number];

/** One line of the trail as somebody reads it. */
export type EntryView = {
  id: string;
  at: string;
  who: string;
  forWhom?: Cell;
  what: string;
  of: Cell;
  reason?: string;
  changes: { field: string; from: string; to: string }[];
  whence: string;
};

/** What is told to everybody who may read it: the person themselves is not told from which address. */
type Told = Omit<Entry, 'actorId' | 'address' | 'requestId'> & { address?: string | undefined };

/** `base` is the community's console, to open the record; undefined where there is none to open. */
export function entryView(entry: Told, base: string | undefined): EntryView {
  const hasPage = (id: string) => base !== undefined && !entry.withoutPage?.includes(id);
  const { onBehalfOf, recordId } = entry;
  return {
    id: entry.id,
    at: moment(entry.at).text,
    who: entry.actorName ?? m.audit_erased(),
    ...(onBehalfOf === undefined
      ? {}
      : {
          forWhom: linked(
            m.audit_on_behalf(),
            hasPage(onBehalfOf) ? `${base}/courtyard/persons/${onBehalfOf}` : undefined,
          ),
        }),
    what: entry.actionName,
    of: linked(
      [entry.nounName, entry.recordName].filter(Boolean).join(' '),
      base && hasPage(recordId) ? hrefOf(base, entry) : undefined,
    ),
    ...(entry.reason === undefined ? {} : { reason: entry.reason }),
    changes: entry.changes.map(({ fieldName, from, to }) => ({ field: fieldName, from, to })),
    whence: [CHANNELS[entry.channel](), entry.address].filter(Boolean).join(' · '),
  };
}

const CHANNELS = {
  site: m.audit_channel_site,
  api: m.audit_channel_api,
  job: m.audit_channel_job,
  machine: m.audit_channel_machine,
};

const linked = (text: string, href: string | undefined): Cell => (href ? { text, href } : { text });

/** Where the console shows a record of that noun. */
const PATHS: Readonly<Record<string, string>> = {
  courtyard: 'courtyard/courtyards',
  household: 'courtyard/households',
  person: 'courtyard/persons',
  volunteer: 'timebank/volunteers',
  volunteerApplication: 'timebank/volunteer-applications',
  recruitmentNotice: 'timebank/recruitment-notices',
  serviceRecord: 'timebank/service-records',
  serviceNeed: 'timebank/service-needs',
  serviceProposal: 'timebank/service-proposals',
  naming: 'timebank/volunteers',
  starRound: 'timebank/star-rounds',
  certificate: 'timebank/certificates',
  card: 'timebank/cards',
  activity: 'timebank/activities',
  shift: 'timebank/shifts',
  pointsRule: 'timebank/points-rules',
  meeting: 'governance/meetings',
  opinion: 'governance/opinions',
  election: 'governance/elections',
  unit: 'partners/units',
  user: 'people',
  member: 'people',
};

function hrefOf(base: string, { noun, recordId, action }: Told): string | undefined {
  const path = PATHS[noun];
  return path === undefined || action === 'remove' || action === 'erase'
    ? undefined
    : `${base}/${path}/${recordId}`;
}

/** A line of the CSV file: what a row of the table says, every change in one cell. */
export function entryLine(entry: Entry): Cell[] {
  const { at, who, what, of, reason = '', changes, whence } = entryView(entry, undefined);
  const said = changes.map(({ field, from, to }) => `${field}：${from || '—'} → ${to || '—'}`).join('；');
  return [
    at,
    who,
    what,
    of.text,
    entry.recordId,
    said,
    reason,
    entry.onBehalfOf ?? '',
    whence,
    entry.requestId,
  ].map((text) => ({ text }));
}

export const entryHead = (): Cell[] =>
  [
    m.audit_when(),
    m.audit_who(),
    m.audit_action(),
    m.audit_noun(),
    m.audit_record(),
    m.audit_changes(),
    m.audit_reason(),
    m.audit_on_behalf(),
    m.audit_whence(),
    m.audit_request(),
  ].map((text) => ({ text }));
