import { ask } from '#lib/console/ask.server.ts';
import { count, hours } from '#lib/console/cell.ts';
import { listQuery } from '#lib/console/list-query.ts';
import { listView } from '#lib/console/list-view.ts';
import { settingOf } from '#lib/console/load-list.server.ts';
import { passbookOf } from '#lib/console/nouns/points.ts';
import { reachHere } from '#lib/console/reach.server.ts';
import { may, mayEverywhere } from '#lib/console/reach.ts';
import { m } from '#lib/paraglide/messages.js';
import { star } from '#lib/words-of-star.ts';
import type { PageServerLoad } from './$types';

const LINES_SHOWN = 25;

/** A passbook as it would be at the counter: what the account holds, and its lines, newest first. */
export const load: PageServerLoad = async (event) => {
  const { community, id } = event.params;
  const noun = passbookOf(id);
  const query = listQuery(noun, event.url.searchParams);
  const { passbooks } = event.locals.api.communities[':community'].timebank;
  const asked = { ...query.asked, limit: String(LINES_SHOWN), ...(query.cursor && { cursor: query.cursor }) };
  const [statement, reach] = await Promise.all([
    ask(event, passbooks[':id'].$get({ param: { community, id }, query: asked })),
    reachHere(event),
  ]);
  const { account, holder, unprinted } = statement;
  const isCard = account.ownerKind !== 'member';
  return {
    id,
    list: {
      ...listView(noun, statement, query, settingOf(community, [], reach), []),
      title: m.passbook_of({ name: holder.name }),
    },
    holder: {
      href: `/console/${community}/timebank/${isCard ? 'cards' : 'volunteers'}/${id}`,
      label: holder.name,
      list: isCard ? m.console_cards() : m.console_volunteers(),
      listHref: `/console/${community}/timebank/${isCard ? 'cards' : 'volunteers'}`,
    },
    figures: {
      points: count(account.pointsBalance).text,
      held: count(account.pointsHeld).text,
      hours: hours(account.minutesServed).text,
      star: star(account.star),
    },
    holds: account.pointsHeld > 0,
    serves: !isCard,
    expiring:
      account.expiring === undefined
        ? ''
        : m.passbook_expiring({ points: count(account.expiring.points).text, day: account.expiring.on }),
    unprinted: unprinted > 0 ? m.passbook_unprinted({ count: String(unprinted) }) : '',
    mayTransfer: may(reach, 'timebank:write') && account.pointsBalance > 0,
    mayIssue: mayEverywhere(reach, 'timebank:write'),
  };
};
