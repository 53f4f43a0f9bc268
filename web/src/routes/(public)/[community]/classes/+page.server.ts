import { read } from '#lib/server/read.ts';
import type { PageServerLoad } from './$types';

export const load: PageServerLoad = async ({ locals, params: { community } }) => ({
  board: await read(locals.api.communities[':community'].learning.public.$get({ param: { community } })),
});
