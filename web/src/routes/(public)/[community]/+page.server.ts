import { read } from '#lib/server/read.ts';
import type { PageServerLoad } from './$types';

export const load: PageServerLoad = async ({ locals, params: { community } }) => ({
  home: await read(locals.api.communities[':community'].reporting.home.$get({ param: { community } })),
});
