import { fail, redirect } from '@sveltejs/kit';
import { sendTo, submit } from '../ask.server.ts';
import { typedIn } from '../form.ts';
import type { ConsoleEvent } from '../load-list.server.ts';
import { sheetCorrection } from './mapping-form.ts';

type ImportEvent = ConsoleEvent & { params: { importId: string } };

/** Where the screens of the import of this event are. */
type BaseOf = (event: ImportEvent) => string;

const importOf = ({ locals, params }: ImportEvent) => ({
  one: locals.api.communities[':community'].importing.imports[':id'],
  param: { community: params.community, id: params.importId },
});

/** What the screens of an import send; the console and the district's wizard differ only in where they are. */
export const importActions = (baseOf: BaseOf) => ({
  upload: async (event: ImportEvent) => {
    const form = await event.request.formData();
    const path = `importing/imports/${event.params.importId}/files`;
    const sending = sendTo(event, event.params.community, path, { method: 'POST', body: filesOf(form) });
    const answer = await submit<{ files: { refusal?: string }[] }>(event, sending);
    if (!answer.ok) return fail(answer.refusal.status, { message: answer.refusal.message });
    const refused = answer.value.files.some(({ refusal }) => refusal !== undefined);
    redirect(303, `${baseOf(event)}/${refused ? 'files' : 'sheets'}`);
  },

  remove: async (event: ImportEvent) => {
    const fileId = String((await event.request.formData()).get('fileId') ?? '');
    const { one, param } = importOf(event);
    const answer = await submit(event, one.files[':fileId'].$delete({ param: { ...param, fileId } }));
    if (!answer.ok) return fail(answer.refusal.status, { message: answer.refusal.message });
    redirect(303, `${baseOf(event)}/files`);
  },

  correct: async (event: ImportEvent) => {
    const typed = typedIn(await event.request.formData());
    const sheetId = typed['sheetId'] ?? '';
    const { one, param } = importOf(event);
    const sending = one.sheets[':sheetId'].$patch({
      param: { ...param, sheetId },
      // The API checks every word of it, and names what it does not know.
      json: sheetCorrection(typed) as never,
    });
    const answer = await submit(event, sending);
    if (!answer.ok) return fail(answer.refusal.status, { sheetId, message: answer.refusal.message });
    redirect(303, `${baseOf(event)}/sheets#${sheetId}`);
  },

  preflight: async (event: ImportEvent) => {
    const { one, param } = importOf(event);
    const answer = await submit(event, one.preflight.$post({ param }));
    if (!answer.ok) return fail(answer.refusal.status, { message: answer.refusal.message });
    redirect(303, `${baseOf(event)}/preflight`);
  },

  run: async (event: ImportEvent) => {
    const { one, param } = importOf(event);
    const answer = await submit(event, one.run.$post({ param }));
    if (!answer.ok) return fail(answer.refusal.status, { message: answer.refusal.message });
    redirect(303, `${baseOf(event)}/result`);
  },

  undo: async (event: ImportEvent) => {
    const { one, param } = importOf(event);
    const answer = await submit(event, one.undo.$post({ param }));
    if (!answer.ok) return fail(answer.refusal.status, { message: answer.refusal.message });
    redirect(303, `${baseOf(event)}/result`);
  },
});

/** Only the files: a browser sends an empty one when nothing was chosen, and the API then says so by its field. */
function filesOf(form: FormData): FormData {
  const files = new FormData();
  for (const file of form.getAll('file'))
    if (file instanceof File && file.name !== '') files.append('file', file);
  return files;
}
