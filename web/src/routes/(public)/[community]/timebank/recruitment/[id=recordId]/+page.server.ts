import { read } from '#lib/server/read.ts';
import type { PageServerLoad } from './$types';

export const load: PageServerLoad = async ({ locals, params: { community, id } }) => {
  const notices = locals.api.communities[':community'].timebank['recruitment-notices'];
  return { notice: await read(notices[':id'].$get({ param: { community, id } })) };
};
