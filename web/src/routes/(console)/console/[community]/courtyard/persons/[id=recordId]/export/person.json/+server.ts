import { redirect } from '@sveltejs/kit';
import { submit } from '#lib/console/ask.server.ts';
import { typedIn } from '#lib/console/form.ts';
import type { RequestHandler } from './$types';

/** The file beside the page that can be printed: asked for by the same form, and recorded the same. */
export const POST: RequestHandler = async (event) => {
  const { community, id } = event.params;
  const { reason = '' } = typedIn(await event.request.formData());
  const person = event.locals.api.communities[':community'].courtyard.persons[':id'];
  const answer = await submit(event, person.export.$post({ param: { community, id }, json: { reason } }));
  // The form says why beside its field; a file cannot.
  if (!answer.ok) redirect(303, `/console/${community}/courtyard/persons/${id}/export`);
  return new Response(JSON.stringify(answer.value, null, 2), {
    headers: {
      'content-type': 'application/json; charset=utf-8',
      'content-disposition': `attachment; filename="${id}.json"`,
      'cache-control': 'no-store',
    },
  });
};
