import { m } from '#lib/paraglide/messages.js';
import { type Cell, count, hours, link, moment, NOTHING, tag, text } from '../cell.ts';
import type { Column, Noun, Setting } from '../noun.ts';
import type { AnswerOf, Communities, ItemOf, RowOf } from '../rows.ts';
import { BY_DAY } from './orders.ts';

type Entry = RowOf<'timebank', 'points-entries'>;
type EntryItem = ItemOf<'timebank', 'points-entries'>;
type Posting = Entry['postings'][number];
type Line = AnswerOf<Communities['timebank']['passbooks'][':id']>['items'][number];

/** Why an account moved, in the words of the passbook. */
export const KINDS: Record<Line['kind'], () => string> = {
  service: m.points_kind_service,
  import: m.points_kind_import,
  correction: m.points_kind_correction,
  issue: m.points_kind_issue,
  transfer: m.points_kind_transfer,
  gift: m.points_kind_gift,
  hold: m.points_kind_hold,
  capture: m.points_kind_capture,
  release: m.points_kind_release,
  redemption: m.points_kind_redemption,
  expiry: m.points_kind_expiry,
  reversal: m.points_kind_reversal,
};

/** Whose account it is, in their name of then; the community's own have names of the office. */
const nameOf = ({ account, name }: Posting): string => SYSTEM_ACCOUNTS[account]?.() ?? name ?? '';

const SYSTEM_ACCOUNTS: Readonly<Record<string, () => string>> = {
  issuance: m.points_by_community,
  redemption: m.points_redeemed,
  expiry: m.points_expired,
};

/** Those on one side of an entry: the one, or the first of several and how many they are. */
function sideOf({ postings }: Entry, gains: boolean): Cell {
  const names = [...new Set(postings.filter(({ amount }) => amount > 0 === gains).map(nameOf))];
  const [first = ''] = names;
  return text(names.length > 1 ? m.points_several({ name: first, count: String(names.length) }) : first);
}

const movedBy = ({ postings }: Entry): number =>
  postings.reduce((sum, { amount }) => sum + Math.max(0, amount), 0);

const entryHref = (id: string, { base }: Setting) => `${base}/timebank/points-entries/${id}`;

function standing({ kind, reversedBy, closedBy }: Entry): Cell {
  if (reversedBy !== undefined) return tag(m.console_reversed(), 'attention');
  if (kind !== 'hold') return NOTHING;
  return closedBy === undefined ? tag(m.points_open_hold(), 'good') : tag(m.points_closed_hold());
}

const toEntry = (label: () => string, idIn: (entry: EntryItem) => string | undefined): Column<EntryItem> => ({
  label,
  value: (entry, setting) => {
    const id = idIn(entry);
    return id === undefined ? NOTHING : link(m.points_entries(), entryHref(id, setting));
  },
});

type GoodsLine = NonNullable<EntryItem['goods']>[number];

const GOODS_COLUMNS: readonly Column<GoodsLine>[] = [
  { label: m.desk_item, value: ({ name }) => text(name) },
  { label: m.desk_quantity, number: true, value: ({ quantity }) => count(quantity) },
  { label: m.passbook_points, number: true, value: ({ quantity, points }) => count(quantity * points) },
];

const POSTING_COLUMNS: readonly Column<Posting>[] = [
  { label: m.points_posting_account, value: (posting) => text(nameOf(posting)) },
  {
    label: m.points_posting_part,
    value: ({ part }) => (part === undefined ? NOTHING : tag(m.console_yes())),
  },
  { label: m.passbook_points, number: true, value: ({ amount }) => count(amount) },
];

export const pointsEntries: Noun<Entry, EntryItem> = {
  path: 'timebank/points-entries',
  title: m.points_entries,
  empty: m.points_entries_empty,
  orders: BY_DAY,
  until: true,
  columns: [
    { label: m.passbook_day, value: (entry, setting) => link(entry.on, entryHref(entry.id, setting)) },
    { label: m.passbook_kind, value: ({ kind }) => tag(KINDS[kind]()) },
    { label: m.points_from, value: (entry) => sideOf(entry, false) },
    { label: m.points_to, value: (entry) => sideOf(entry, true) },
    { label: m.passbook_points, number: true, value: (entry) => count(movedBy(entry)) },
    { label: m.passbook_reason, value: ({ reason }) => text(reason) },
    { label: m.console_field_state, value: standing },
  ],
  detail: {
    heading: ({ kind, on }) => `${on} ${KINDS[kind]()}`,
    fields: [
      { label: m.console_field_state, value: standing },
      { label: m.passbook_reason, value: ({ reason }) => text(reason) },
      { label: m.points_hold_until, value: ({ holdUntil }) => moment(holdUntil) },
      {
        label: m.console_field_recorded,
        value: ({ recorded }) =>
          recorded === undefined ? NOTHING : text(`${recorded.by} ${moment(recorded.at).text}`),
      },
      toEntry(m.points_closed_by, ({ closedBy }) => closedBy),
      toEntry(m.points_closes, ({ closes }) => closes),
      toEntry(m.points_reversed_by, ({ reversedBy }) => reversedBy),
      toEntry(m.points_reverses, ({ reverses }) => reverses),
      toEntry(m.points_corrects, ({ corrects }) => corrects),
    ],
    inner: [
      {
        title: m.desk_goods,
        columns: GOODS_COLUMNS as readonly Column<never>[],
        rows: ({ goods = [] }) => goods,
        some: true,
      },
      {
        title: m.points_postings,
        columns: POSTING_COLUMNS as readonly Column<never>[],
        rows: ({ postings }) => postings,
      },
    ],
  },
};

/** The record, the entry or the import that says more of a line. */
function sourceHref({ kind, sourceId }: Line, { base }: Setting): string {
  if (kind === 'import') return `${base}/importing/${sourceId.replace(/_undo$/, '')}`;
  return sourceId.startsWith('rec_')
    ? `${base}/timebank/service-records/${sourceId}`
    : `${base}/timebank/points-entries/${sourceId}`;
}

/** The lines of one holder's passbook, as a list with its controls and its file. */
export const passbookOf = (holderId: string): Noun<Line> => ({
  path: `timebank/passbooks/${holderId}`,
  title: m.passbook,
  empty: m.passbook_empty,
  orders: BY_DAY,
  columns: [
    { label: m.passbook_day, value: ({ on }) => text(on) },
    { label: m.passbook_line, number: true, value: ({ line }) => count(line) },
    { label: m.passbook_kind, value: (line, setting) => link(KINDS[line.kind](), sourceHref(line, setting)) },
    { label: m.passbook_reason, value: ({ reason }) => text(reason) },
    { label: m.passbook_other, value: ({ other }) => text(other) },
    { label: m.passbook_points, number: true, value: ({ points }) => countUnlessNone(points) },
    { label: m.passbook_points_after, number: true, value: ({ pointsAfter }) => count(pointsAfter) },
    { label: m.passbook_held_after, number: true, value: ({ heldAfter }) => countUnlessNone(heldAfter) },
    {
      label: m.passbook_hours,
      number: true,
      value: ({ minutes }) => hoursUnlessNone(minutes),
    },
    {
      label: m.passbook_hours_after,
      number: true,
      value: ({ minutesAfter }) => hoursUnlessNone(minutesAfter),
    },
  ],
});

const hoursUnlessNone = (minutes: number): Cell => (minutes === 0 ? NOTHING : hours(minutes));

const countUnlessNone = (value: number): Cell => (value === 0 ? NOTHING : count(value));
