import { fail, redirect } from '@sveltejs/kit';
import { sameSitePath } from '#lib/server/same-site-path.ts';
import { askSignedIn, type SignedIn, startOf } from '#lib/server/session.ts';
import { askAuth, refusalIn } from '#lib/server/sign-in.ts';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = async (event) => {
  const asked = event.url.searchParams.get('next') ?? '';
  const signedIn = await askSignedIn(event);
  if (signedIn !== undefined) redirect(303, sameSitePath(asked, startOf(signedIn)));
  return { next: sameSitePath(asked, '') };
};

export const actions: Actions = {
  default: async (event) => {
    const form = await event.request.formData();
    const username = String(form.get('username') ?? '');
    const password = String(form.get('password') ?? '');

    const answer = await askAuth(event, '/auth/sign-in', { username, password });
    // The password never goes back to the page.
    if (!answer.ok) return fail(answer.status, { username, ...(await refusalIn(answer)) });
    const session = (await answer.json()) as SignedIn;
    redirect(303, sameSitePath(String(form.get('next') ?? ''), startOf(session)));
  },
};
