import { ask } from '#lib/console/ask.server.ts';
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
  const record = await ask(event, one['record-export'].$post({ param: { community, id }, json: { reason } }));

  async function* lines() {
    yield* recordLines(record);
  }

  const title = m.volunteer_record_of({ name: record.basic.name });
  return tableFile(event, format, { title, name: 'volunteer-record', lines: lines() });
};
