import { redirect } from '@sveltejs/kit';
import { goOn } from '#lib/server/after-sign-in.ts';
import { askAuth, refusalIn } from '#lib/server/sign-in.ts';
import type { PageServerLoad } from './$types';

/** Where WeChat sends people back, with a code that says who they are, or with none when they did not agree. */
export const load: PageServerLoad = async (event) => {
  const { searchParams } = event.url;
  const back = { code: searchParams.get('code') ?? '', state: searchParams.get('state') ?? '' };
  const answer = await askAuth(event, '/auth/wechat/return', back);
  if (!answer.ok) return { message: (await refusalIn(answer)).message };
  const said = (await answer.clone().json()) as { linked?: boolean; goOn?: string };
  if (said.linked) redirect(303, '/account?done=saved');
  return goOn(answer, said.goOn ?? '');
};
