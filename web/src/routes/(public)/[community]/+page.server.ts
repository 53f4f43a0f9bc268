import { read } from '#lib/server/read.ts';
import type { PageServerLoad } from './$types';

export const load: PageServerLoad = async ({ locals, params, parent }) => {
  const { community: slug } = params;
  const api = locals.api.communities[':community'];
  const units = async () => {
    const { community } = await parent();
    if (!community.modules.includes('partners')) return [];
    return (await read(api.partners.public.$get({ param: { community: slug }, query: { limit: '100' } })))
      .items;
  };
  const [home, shown] = await Promise.all([
    read(api.reporting.home.$get({ param: { community: slug } })),
    units(),
  ]);
  return { home, units: shown.map(({ id, name }) => ({ id, name })) };
};
