import { redirect } from '@sveltejs/kit';
import { refused } from '#lib/account/refused.server.ts';
import { askAuth, readAuth } from '#lib/server/sign-in.ts';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = async (event) => {
  const { fresh, wechat } = await readAuth<{ fresh: boolean; wechat: boolean }>(event, '/auth/account');
  const start = fresh ? await askAuth(event, '/auth/wechat/start', { purpose: 'link' }) : undefined;
  const { address } = start?.ok ? ((await start.json()) as { address: string }) : { address: undefined };
  return { fresh, linked: wechat, address };
};

export const actions: Actions = {
  default: async (event) => {
    const answer = await askAuth(event, '/auth/wechat', {}, 'DELETE');
    if (!answer.ok) return refused(answer);
    redirect(303, '/account?done=saved');
  },
};
