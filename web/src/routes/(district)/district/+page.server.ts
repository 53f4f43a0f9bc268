import { ask } from '#lib/console/ask.server.ts';
import type { PageServerLoad } from './$types';

const PAGE = 25;

export const load: PageServerLoad = async (event) => {
  const { communities } = event.locals.api.district;
  const cursor = event.url.searchParams.get('cursor') ?? undefined;
  const page = await ask(
    event,
    communities.$get({ query: { limit: String(PAGE), ...(cursor === undefined ? {} : { cursor }) } }),
  );
  const readiness = await Promise.all(page.items.map(({ slug }) => readinessOf(slug)));
  return {
    communities: page.items.map(({ slug, name, state, createdAt }, i) => ({
      slug,
      name,
      state,
      createdOn: createdAt.slice(0, 10),
      ...readiness[i],
    })),
    firstHref: cursor === undefined ? undefined : '/district',
    nextHref: page.next === undefined ? undefined : `/district?${new URLSearchParams({ cursor: page.next })}`,
  };

  async function readinessOf(slug: string) {
    const detail = await ask(event, communities[':slug'].$get({ param: { slug } }));
    return { ready: detail.readiness.filter(({ done }) => done).length, asked: detail.readiness.length };
  }
};
