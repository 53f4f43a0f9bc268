import { read } from '#lib/server/read.ts';
import type { PageServerLoad } from './$types';

export const load: PageServerLoad = async ({ locals, params, url }) => {
  const cursor = url.searchParams.get('cursor');
  const { items, next } = await read(
    locals.api.communities[':community'].partners.public.$get({
      param: { community: params.community },
      query: { limit: '100', ...(cursor === null ? {} : { cursor }) },
    }),
  );
  return { units: items, next, cursor };
};
