import { read } from '#lib/server/read.ts';
import type { PageServerLoad } from './$types';

/** A district has a few dozen communities: one page of the API holds them. */
export const load: PageServerLoad = async ({ locals }) => {
  const { items } = await read(locals.api.public.communities.$get({ query: { limit: '100' } }));
  return { communities: items };
};
