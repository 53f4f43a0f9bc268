import { redirect } from '@sveltejs/kit';
import { submit } from '#lib/console/ask.server.ts';
import { tableFile } from '#lib/console/files/table-file.server.ts';
import { typedIn } from '#lib/console/form.ts';
import { recordLines } from '#lib/console/volunteers/record-lines.ts';
import { m } from '#lib/paraglide/messages.js';
import type { RequestHandler } from './$types';

/** Asked for by a form, since it is recorded: nothing that follows a link hands it over. */
export const POST: RequestHandler = async (event) => {
  const { community, id, format } = event.params;
  const { reason = '' } = typedIn(await event.request.formData());
  const one = event.locals.api.communities[':community'].timebank.volunteers[':id'];
  const answer = await submit(
    event,
    one['record-export'].$post({ param: { community, id }, json: { reason } }),
  );
  // The form asks for a reason before it is sent; a file cannot say what is wrong with it.
  if (!answer.ok) redirect(303, `/console/${community}/timebank/volunteers/${id}/record`);
  const record = answer.value;

  async function* lines() {
    yield* recordLines(record);
  }

  const title = m.volunteer_record_of({ name: record.basic.name });
  return tableFile(event, format, { title, name: 'volunteer-record', lines: lines() });
};
