import { read } from '#lib/server/read.ts';
import type { PageServerLoad } from './$types';

export const load: PageServerLoad = async ({ locals, params: { community } }) => {
  const { recognition } = locals.api.communities[':community'].timebank.public;
  const { notices } = await read(recognition.$get({ param: { community } }));
  const of = (kind: string) => notices.filter((notice) => notice.kind === kind);
  return { stars: of('star'), certificates: of('certificate') };
};
