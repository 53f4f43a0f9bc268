import { error, type RequestEvent } from '@sveltejs/kit';
import { ask, askIfThere, sendTo } from './ask.server.ts';
import { type ListQuery, listQuery } from './list-query.ts';
import { type ListView, listView } from './list-view.ts';
import type { AnyNoun, Setting } from './noun.ts';
import { NOUNS } from './nouns.ts';
import { reachHere } from './reach.server.ts';
import { mayIn, type Reach, readOf } from './reach.ts';

export type Page = { items: unknown[]; next?: string };
type CourtyardName = { id: string; name: string };

export type ConsoleEvent = RequestEvent & { params: { community: string } };

/** The described noun of a console address, or the 404 page. */
export function nounAt(domain: string, nouns: string): AnyNoun {
  const noun = NOUNS.get(`${domain}/${nouns}`);
  if (noun === undefined) error(404);
  return noun;
}

export async function loadList(event: ConsoleEvent, noun: AnyNoun): Promise<ListView> {
  const query = listQuery(noun, event.url.searchParams);
  const missing = noun.needs !== undefined && query.asked[noun.needs.name] === undefined;
  const [page, courtyards, reach] = await Promise.all([
    missing ? { items: [] } : rowsOf(event, noun, query),
    courtyardNames(event, noun),
    reachHere(event),
  ]);
  const reached = courtyards.filter(({ id }) => mayIn(reach, readOf(noun.path), id));
  return listView(noun, page, query, settingOf(event.params.community, courtyards, reach), reached);
}

/** One page of a noun's rows. A noun with a handful of rows answers with all of them at once. */
export async function rowsOf(
  event: ConsoleEvent,
  noun: AnyNoun,
  { asked, cursor }: Pick<ListQuery, 'asked' | 'cursor'>,
  limit = 25,
): Promise<Page> {
  const query = { ...asked, limit: String(limit), ...(cursor === undefined ? {} : { cursor }) };
  return pageOf(await ask<Page | unknown[]>(event, listOf(event, noun, query)));
}

/** The beginning of a noun's rows; undefined where the community does not use that part of Linli. */
export async function firstRowsOf(
  event: ConsoleEvent,
  noun: AnyNoun,
  asked: Record<string, string>,
  limit: number,
): Promise<Page | undefined> {
  const answer = await askIfThere<Page | unknown[]>(
    event,
    listOf(event, noun, { ...asked, limit: String(limit) }),
  );
  return answer && pageOf(answer);
}

const listOf = (event: ConsoleEvent, noun: AnyNoun, query: Record<string, string>) =>
  sendTo(event, event.params.community, `${noun.path}?${new URLSearchParams(query)}`);

const pageOf = (answer: Page | unknown[]): Page => (Array.isArray(answer) ? { items: answer } : answer);

/** None where the community keeps no courtyards. It has a dozen or two; 100 is the most that one page of the API gives. */
export async function courtyardNames(
  event: ConsoleEvent,
  noun: { namesCourtyards?: true },
): Promise<CourtyardName[]> {
  if (noun.namesCourtyards === undefined) return [];
  const { community } = event.params;
  // What a courtyard is called is on its gate: whoever sees a row of it may read its name.
  const { public: courtyards } = event.locals.api.communities[':community'].courtyard;
  const asking = courtyards.$get({ param: { community }, query: { limit: '100' } });
  return (await askIfThere(event, asking))?.items ?? [];
}

export function settingOf(community: string, courtyards: readonly CourtyardName[], reach: Reach): Setting {
  const names = new Map(courtyards.map(({ id, name }) => [id, name]));
  return {
    base: `/console/${community}`,
    reach,
    courtyardName: (id) => (id === undefined ? '' : (names.get(id) ?? '')),
  };
}
