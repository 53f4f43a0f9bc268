import { read } from '#lib/server/read.ts';
import type { PageServerLoad } from './$types';

export const load: PageServerLoad = async ({ locals, params: { community } }) => {
  const api = locals.api.communities[':community'];
  const [{ figures, months, asOf }, { rule, coming, catalogue }, { notices, honours }] = await Promise.all([
    read(api.reporting.home.$get({ param: { community } })),
    read(api.timebank.public.$get({ param: { community } })),
    read(api.timebank.public.recognition.$get({ param: { community } })),
  ]);
  return { figures, months, asOf, rule, coming, catalogue, honours, noticeCount: notices.length };
};
