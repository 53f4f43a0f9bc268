import { read } from '#lib/server/read.ts';
import type { PageServerLoad } from './$types';

const CALLS_SHOWN = '20';

export const load: PageServerLoad = async ({ locals, params: { community } }) => {
  const api = locals.api.communities[':community'];
  const [{ figures, months, asOf }, { rule, coming, catalogue }, { notices, honours }, { items: calls }] =
    await Promise.all([
      read(api.reporting.home.$get({ param: { community } })),
      read(api.timebank.public.$get({ param: { community } })),
      read(api.timebank.public.recognition.$get({ param: { community } })),
      read(
        api.timebank['recruitment-notices'].open.$get({
          param: { community },
          query: { limit: CALLS_SHOWN },
        }),
      ),
    ]);
  return { figures, months, asOf, rule, coming, catalogue, calls, honours, noticeCount: notices.length };
};
