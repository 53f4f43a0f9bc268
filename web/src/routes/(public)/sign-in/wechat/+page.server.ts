import { error } from '@sveltejs/kit';
import { nextIn } from '#lib/server/next.ts';
import { askAuth, refusalIn } from '#lib/server/sign-in.ts';
import type { PageServerLoad } from './$types';

export const load: PageServerLoad = async (event) => {
  const next = nextIn(event.url);
  const answer = await askAuth(event, '/auth/wechat/start', { purpose: 'signIn', next });
  if (!answer.ok) error(answer.status, { ...(await refusalIn(answer)), requestId: event.locals.requestId });
  const { address } = (await answer.json()) as { address: string };
  return { next, address };
};
