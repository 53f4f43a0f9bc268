import { ask } from '#lib/console/ask.server.ts';
import { dayOf, link, tag, text } from '#lib/console/cell.ts';
import { communityStateLabel } from '#lib/console/community-words.ts';
import type { TableView } from '#lib/console/list-view.ts';
import { m } from '#lib/paraglide/messages.js';
import type { PageServerLoad } from './$types';

const PAGE = 25;

export const load: PageServerLoad = async (event) => {
  const { communities } = event.locals.api.district;
  const cursor = event.url.searchParams.get('cursor') ?? undefined;
  const page = await ask(
    event,
    communities.$get({ query: { limit: String(PAGE), ...(cursor === undefined ? {} : { cursor }) } }),
  );
  const columns = [
    m.console_community(),
    m.console_slug(),
    m.console_field_state(),
    m.console_readiness(),
    m.console_created_on(),
  ];
  const table: TableView = {
    title: m.console_communities(),
    head: columns.map((label) => ({ label, number: false })),
    rows: page.items.map(({ slug, name, state, createdAt, readiness }) => ({
      id: slug,
      href: undefined,
      cells: [
        link(name, `/district/${slug}`),
        text(slug),
        tag(
          communityStateLabel(state),
          state === 'live' ? 'good' : state === 'failed' ? 'attention' : 'quiet',
        ),
        text(readyOf(readiness)),
        dayOf(createdAt),
      ],
    })),
  };
  return {
    discarded: event.url.searchParams.has('discarded'),
    table,
    firstHref: cursor === undefined ? undefined : '/district',
    nextHref: page.next === undefined ? undefined : `/district?${new URLSearchParams({ cursor: page.next })}`,
  };
};

const readyOf = (readiness: readonly { done: boolean }[]): string =>
  m.console_ready_of({
    ready: String(readiness.filter(({ done }) => done).length),
    asked: String(readiness.length),
  });
