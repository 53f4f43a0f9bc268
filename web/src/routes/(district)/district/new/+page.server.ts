import { randomUUID } from 'node:crypto';
import { fail, redirect } from '@sveltejs/kit';
import { ask, submit } from '#lib/console/ask.server.ts';
import { communityIn } from '#lib/console/community-form.ts';
import { returnedForm, typedIn } from '#lib/console/form.ts';
import { m } from '#lib/paraglide/messages.js';
import type { Actions, PageServerLoad } from './$types';

/** Asked of the district's own routes first, so that a visitor signs in before filling a form in. */
export const load: PageServerLoad = async (event) => {
  await ask(event, event.locals.api.district['slug-suggestion'].$get({ query: { name: '' } }));
  return { key: randomUUID() };
};

export const actions: Actions = {
  create: async (event) => {
    const form = await event.request.formData();
    const modules = form.getAll('modules').map(String);
    const typed: Record<string, string> = { ...typedIn(form), modules: modules.join(' ') };
    // One that was suggested for another name, and left as it was, is suggested anew.
    const isStale = typed['slug'] === typed['suggested'] && typed['name'] !== typed['suggestedFor'];
    if (typed['name'] && (!typed['slug'] || isStale)) return suggested();

    const { communities } = event.locals.api.district;
    const header = { 'idempotency-key': typed['key'] ?? '' };
    const made = await submit(
      event,
      communities.$post({ header, json: communityIn(typed, modules) as never }),
    );
    if (!made.ok) {
      const returned = returnedForm(typed, made.refusal);
      // The address name may stay empty: with a name it is suggested.
      if (!typed['slug']) delete returned.errors['slug'];
      return fail(made.refusal.status, returned);
    }

    const { slug } = made.value;
    const { imports } = event.locals.api.communities[':community'].importing;
    const begun = await submit(event, imports.$post({ param: { community: slug }, header }));
    if (!begun.ok) redirect(303, `/district/${slug}`);
    redirect(303, `/district/${slug}/ledgers/${begun.value.id}/files`);

    /** Nobody is given an address they have not seen: the form comes back with the suggestion filled in. */
    async function suggested() {
      const query = { name: typed['name'] ?? '' };
      const { slug } = await ask(event, event.locals.api.district['slug-suggestion'].$get({ query }));
      const message = slug === '' ? m.console_slug_needed() : m.console_slug_suggested();
      return fail(422, {
        typed: { ...typed, slug, suggested: slug, suggestedFor: query.name },
        message,
        errors: { slug: message },
      });
    }
  },
};
