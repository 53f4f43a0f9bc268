import { read } from '#lib/server/read.ts';
import type { PageServerLoad } from './$types';

/** A community has a dozen or two courtyards; should it have more than a hundred, the list is paged. */
export const load: PageServerLoad = async ({ locals, params, url }) => {
  const { community } = params;
  const cursor = url.searchParams.get('cursor');
  const { items, next } = await read(
    locals.api.communities[':community'].courtyard.public.$get({
      param: { community },
      query: { limit: '100', ...(cursor === null ? {} : { cursor }) },
    }),
  );
  return { courtyards: items, next, cursor };
};
