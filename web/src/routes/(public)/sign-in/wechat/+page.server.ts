import { error } from '@sveltejs/kit';
import { nextIn } from '#lib/server/next.ts';
import { askAuth, refusalIn } from '#lib/server/sign-in.ts';
import type { PageServerLoad } from './$types';

export const load: PageServerLoad = async (event) => {
  const next = nextIn(event.url);
  const answer = await askAuth(event, '/auth/wechat/start', { purpose: 'signIn', next });
  if (!answer.ok) {
    const { message } = await refusalIn(answer);
    error(answer.status, message, { requestId: event.locals.requestId });
  }
  const { address } = (await answer.json()) as { address: string };
  return { next, address };
};
