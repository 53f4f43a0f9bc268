import { read } from '#lib/server/read.ts';
import type { PageServerLoad } from './$types';

export const load: PageServerLoad = async ({ locals, params }) => {
  const { community: slug } = params;
  const api = locals.api.communities[':community'];
  const [home, units] = await Promise.all([
    read(api.reporting.home.$get({ param: { community: slug } })),
    read(api.partners.public.$get({ param: { community: slug }, query: { limit: '100' } })),
  ]);
  return { home, units: units.items.map(({ id, name }) => ({ id, name })) };
};
