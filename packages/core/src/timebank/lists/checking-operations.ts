import { z } from 'zod';
import {
  inEachLanguage,
  internal,
  LinliError,
  type MessageKey,
  parse,
  personal,
  requireOther,
  requirePermission,
  type Scope,
} from '../../kernel/index.ts';
import { memberAccountId } from '../account.ts';
import { Card } from '../card.ts';
import { Cards, Volunteers } from '../entities.ts';
import { CardId, type Holder } from '../points/holder.ts';
import { findHolders } from '../points/holder-operations.ts';
import { Reason } from '../points/points-input.ts';
import { Volunteer } from '../volunteer.ts';
import { madeBefore, makeList } from './making-operations.ts';
import { LINES_LIMIT, type ListLine, type PointsList, totalOf } from './points-list.ts';
import { carryOnList } from './posting-operations.ts';
import { type TypedLine, typedLines } from './typed-list.ts';

export const CheckListInput = z.object({
  /** The card that gives; without one it comes out of the community's hand. */
  from: CardId.optional(),
  /** A line for each: number, name if it is to be compared, points. */
  text: z.string().max(200_000),
});

/** A line as it was read; `wrong` says what keeps it from being posted, in both languages. */
export const CheckedLine = z.object({
  line: internal(z.number().int()),
  number: personal(z.string()),
  name: personal(z.string().optional()),
  points: personal(z.number().int().optional()),
  wrong: z.object({ 'zh-CN': z.string(), en: z.string() }).optional(),
});
export type CheckedLine = z.infer<typeof CheckedLine>;

export const CheckedList = z.object({
  lines: z.array(CheckedLine),
  total: z.number().int(),
  wrong: z.number().int(),
});
export type CheckedList = z.infer<typeof CheckedList>;

/** Reads a list and says of every line whom it means, or what is wrong with it. Writes nothing. */
export async function checkPointsList(
  scope: Scope,
  input: z.input<typeof CheckListInput>,
): Promise<CheckedList> {
  requirePermission(scope, 'timebank:write');
  const { from, text } = parse(CheckListInput, input);
  const read = await readList(scope, from, text);
  const lines = read.map(({ typed, found, wrong }) => ({
    ...{ line: typed.line, number: typed.number, points: typed.points, name: found?.name ?? typed.name },
    ...(wrong === undefined ? {} : { wrong: inEachLanguage(wrong, LIMITS) }),
  }));
  return {
    lines,
    total: totalOf(read.flatMap(({ found }) => found ?? [])),
    wrong: read.filter(({ wrong }) => wrong !== undefined).length,
  };
}

export const PostListInput = CheckListInput.extend({
  kind: z.enum(['transfer', 'gift']).default('gift'),
  reason: Reason,
});

/**
 * Posts a list of who gets how many points, however long it is: every line is checked before the first moves, the whole sum
 * is put aside, and then it goes part by part. The same key again answers with the same list. Throws `invalid` by line.
 */
export async function postPointsList(
  scope: Scope,
  input: z.input<typeof PostListInput> & { key: string },
): Promise<PointsList> {
  requirePermission(scope, 'timebank:write');
  const asked = parse(PostListInput, input);
  const request = { key: input.key, asked };
  const before = await madeBefore(scope, request);
  if (before !== undefined) return before;
  const { from, text, kind, reason } = asked;
  const [read, source] = await Promise.all([
    readList(scope, from, text),
    from === undefined ? undefined : findHolders(scope, 'all', [from]).then(([one]) => one as Holder),
  ]);
  requireOther(scope, source?.personId, ...read.map(({ personId }) => personId));
  const issues = read.flatMap(({ typed, wrong }) =>
    wrong === undefined ? [] : [{ field: `text.${typed.line}`, reason: wrong, params: LIMITS }],
  );
  const [first] = issues;
  if (first !== undefined)
    throw new LinliError('invalid', 'listLineWrong', {
      ...{ field: 'text', params: { line: first.field.slice(5), count: issues.length } },
      issues: issues.slice(0, 50),
    });
  if (source?.signatures === 2) throw new LinliError('invalid', 'needsTwoSignatures', { field: 'from' });
  const lines = read.map(({ found }) => found as ListLine);
  const list = await makeList(scope, request, {
    ...{ source, kind: source === undefined ? 'issue' : kind, reason, lines },
  });
  await carryOnList(scope, list.id);
  return list;
}

const LIMITS = { max: LINES_LIMIT, min: 1 };

type Read = { typed: TypedLine; found?: ListLine; personId?: string | undefined; wrong?: MessageKey };

/** So many numbers are looked up side by side. */
const AT_ONCE = 25;

async function readList(scope: Scope, from: string | undefined, text: string): Promise<Read[]> {
  const { lines, tooMany } = typedLines(text);
  if (lines.length === 0) throw new LinliError('invalid', 'fieldRequired', { field: 'text' });
  if (tooMany) throw new LinliError('invalid', 'fieldTooMany', { field: 'text', params: LIMITS });
  const read: Read[] = [];
  const seen = new Set<string>(from === undefined ? [] : [from]);
  for (let start = 0; start < lines.length; start += AT_ONCE)
    for (const one of await Promise.all(
      lines.slice(start, start + AT_ONCE).map((typed) => readLine(scope, typed)),
    )) {
      const { found } = one;
      const again = found !== undefined && seen.has(found.holder);
      if (found !== undefined) seen.add(found.holder);
      if (again)
        read.push({ typed: one.typed, wrong: found.holder === from ? 'sameAccount' : 'accountTwice' });
      else read.push(one);
    }
  return read;
}

async function readLine(scope: Scope, typed: TypedLine): Promise<Read> {
  const { points, name } = typed;
  if (points === undefined || points === 0) return { typed, wrong: 'listPointsMissing' };
  const whose = await byWholeNumber(scope, typed.number);
  if (whose === undefined) return { typed, wrong: 'listNobody' };
  if (name !== undefined && name !== whose.name) return { typed, wrong: 'listOtherName' };
  const { personId, ...holder } = whose;
  return { typed, personId, found: { ...holder, points } };
}

/** Whose number it is, to the letter: of a volunteer, or of a card. The whole number sorts before those that go on. */
async function byWholeNumber(
  { table, tenantId }: Scope,
  number: string,
): Promise<(Omit<ListLine, 'points'> & { personId?: string }) | undefined> {
  const [volunteers, cards] = await Promise.all([
    table.page(Volunteers, Volunteers.query.byNumber({ tenantId }).begins({ volunteerNo: number }), {
      limit: 1,
    }),
    table.page(Cards, Cards.query.byNumber({ tenantId }).begins({ cardNo: number }), { limit: 1 }),
  ]);
  const [volunteer, card] = [volunteers.items[0], cards.items[0]];
  if (volunteer?.volunteerNo === number) {
    const { id, name, volunteerNo, personId } = Volunteer.parse(volunteer);
    const account = memberAccountId(tenantId, id);
    return { holder: id, account, ownerKind: 'member', number: volunteerNo, name, personId };
  }
  if (card?.cardNo !== number) return undefined;
  const { id, accountId, cardType, cardNo, holder: name } = Card.parse(card);
  return { holder: id, account: accountId, ownerKind: cardType, number: cardNo, name };
}
