import { submit } from '../ask.server.ts';
import type { ConsoleEvent } from '../load-list.server.ts';
import { reachHere } from '../reach.server.ts';
import { mayEverywhere } from '../reach.ts';
import { type EntryView, entryView } from './audit-view.ts';

const SHOWN = '25';

/** What was done to a record lately, and who looked; undefined for whoever may not know. One query beside the page's own. */
export async function historyOf(event: ConsoleEvent, id: string): Promise<EntryView[] | undefined> {
  if (!mayEverywhere(await reachHere(event), 'audit:read')) return undefined;
  const { community } = event.params;
  const { about } = event.locals.api.communities[':community'].audit;
  const answer = await submit(
    event,
    about[':id'].$get({ param: { community, id }, query: { limit: SHOWN } }),
  );
  return answer.ok ? answer.value.items.map((entry) => entryView(entry, `/console/${community}`)) : undefined;
}
