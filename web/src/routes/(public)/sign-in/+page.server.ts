import { fail, redirect } from '@sveltejs/kit';
import { goOn } from '#lib/server/after-sign-in.ts';
import { sameSitePath } from '#lib/server/same-site-path.ts';
import { askSignedIn, startOf } from '#lib/server/session.ts';
import { askAuth, refusalIn } from '#lib/server/sign-in.ts';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = async (event) => {
  const asked = event.url.searchParams.get('next') ?? '';
  // Whoever changes how they sign in does so once more first.
  const signedIn = event.url.searchParams.has('again') ? undefined : await askSignedIn(event);
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
    return goOn(answer, String(form.get('next') ?? ''));
  },
};
