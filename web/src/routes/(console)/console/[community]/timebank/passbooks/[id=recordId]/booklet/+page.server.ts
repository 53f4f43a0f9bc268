import { ask } from '#lib/console/ask.server.ts';
import { count, hours } from '#lib/console/cell.ts';
import { courtyardNames } from '#lib/console/load-list.server.ts';
import { KINDS } from '#lib/console/nouns/points.ts';
import type { AnswerOf, Communities } from '#lib/console/rows.ts';
import type { PageServerLoad, RequestEvent } from './$types';

/** Printing needs a button with a script; the booklet itself does not. */
export const csr = true;

type Line = AnswerOf<Communities['timebank']['passbooks'][':id']>['items'][number];

/** As many lines as a page of A5 has at this size, and as many pages as a booklet. */
const LINES_A_PAGE = 20;
const ASKED_AT_ONCE = 100;
const ASKS = 4;

/** A passbook as a booklet of A5 pages: a cover, then its lines, the oldest first; a long one goes on in a second booklet. */
export const load: PageServerLoad = async (event) => {
  const { community, id } = event.params;
  const from = event.url.searchParams.get('from') ?? undefined;
  const [{ statement, lines, next }, holder] = await Promise.all([linesFrom(event, from), holderOf(event)]);
  return {
    passbookHref: `/console/${community}/timebank/passbooks/${id}`,
    name: statement.holder.name,
    ...holder,
    balance: count(statement.account.pointsBalance).text,
    pages: Array.from({ length: Math.ceil(lines.length / LINES_A_PAGE) }, (_, page) =>
      lines.slice(page * LINES_A_PAGE, (page + 1) * LINES_A_PAGE).map(shown),
    ),
    nextHref: next && `?${new URLSearchParams({ from: next })}`,
  };
};

async function linesFrom(event: RequestEvent, from: string | undefined) {
  const { community = '', id = '' } = event.params;
  const { passbooks } = event.locals.api.communities[':community'].timebank;
  const askAt = (cursor: string | undefined) =>
    ask(
      event,
      passbooks[':id'].$get({
        param: { community, id },
        query: { order: 'asc', limit: String(ASKED_AT_ONCE), ...(cursor && { cursor }) },
      }),
    );
  const statement = await askAt(from);
  const lines: Line[] = [...statement.items];
  let { next } = statement;
  for (let asked = 1; next !== undefined && asked < ASKS; asked++) {
    const page = await askAt(next);
    lines.push(...page.items);
    next = page.next;
  }
  return { statement, lines, next };
}

/** What stands on the cover beside the name: the number, and where they live. */
async function holderOf(event: RequestEvent): Promise<{ number: string; courtyard: string }> {
  const { community = '', id = '' } = event.params;
  const { timebank } = event.locals.api.communities[':community'];
  const param = { community, id };
  const courtyards = await courtyardNames(event, { namesCourtyards: true });
  const named = (courtyardId: string | undefined) =>
    courtyards.find((courtyard) => courtyard.id === courtyardId)?.name ?? '';
  if (id.startsWith('crd_')) {
    const { cardNo, courtyardId } = await ask(event, timebank.cards[':id'].$get({ param }));
    return { number: cardNo, courtyard: named(courtyardId) };
  }
  const { volunteerNo, courtyardId } = await ask(event, timebank.volunteers[':id'].$get({ param }));
  return { number: volunteerNo, courtyard: named(courtyardId) };
}

const shown = ({ line, on, kind, reason, other, points, pointsAfter, held, minutes }: Line) => ({
  ...{ line, on, kind: KINDS[kind](), said: [reason, other].filter(Boolean).join(' · ') },
  points: points === 0 && held === 0 ? '' : count(points === 0 ? held : points).text,
  after: count(pointsAfter).text,
  hours: minutes === 0 ? '' : hours(minutes).text,
});
