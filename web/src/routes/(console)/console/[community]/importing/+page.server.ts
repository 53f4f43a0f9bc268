import { randomUUID } from 'node:crypto';
import { fail, redirect } from '@sveltejs/kit';
import { ask, submit } from '#lib/console/ask.server.ts';
import { moment } from '#lib/console/cell.ts';
import { stepOf } from '#lib/console/importing/step.ts';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = async (event) => {
  const { community } = event.params;
  const { imports } = event.locals.api.communities[':community'].importing;
  const { items } = await ask(event, imports.$get({ param: { community }, query: { limit: '100' } }));
  return {
    key: randomUUID(),
    imports: items.map(({ id, state, files, createdAt, progress }) => ({
      id,
      state,
      files: files.map(({ name }) => name),
      begun: moment(createdAt).text,
      rows: progress.total,
      href: `/console/${community}/importing/${id}/${stepOf(state)}`,
    })),
  };
};

export const actions: Actions = {
  begin: async (event) => {
    const { community } = event.params;
    const key = String((await event.request.formData()).get('key') ?? '');
    const { imports } = event.locals.api.communities[':community'].importing;
    const answer = await submit(
      event,
      imports.$post({ param: { community }, header: { 'idempotency-key': key } }),
    );
    if (!answer.ok) return fail(answer.refusal.status, { message: answer.refusal.message });
    redirect(303, `/console/${community}/importing/${answer.value.id}/files`);
  },
};
