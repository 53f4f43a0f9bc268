import { fail, redirect } from '@sveltejs/kit';
import { ask, submit } from '#lib/console/ask.server.ts';
import { importActions } from '#lib/console/importing/import-actions.server.ts';
import { loadImport } from '#lib/console/importing/load-import.server.ts';
import type { Actions, PageServerLoad } from './$types';

const baseOf = ({ params }: { params: { community: string; importId: string } }) =>
  `/district/${params.community}/ledgers/${params.importId}`;

export const load: PageServerLoad = async (event) => {
  const { community } = event.params;
  const profile = event.locals.api.communities[':community'].$get({ param: { community } });
  const [{ name }, view] = await Promise.all([ask(event, profile), loadImport(event, baseOf(event))]);
  return { name, view };
};

export const actions: Actions = {
  ...importActions(baseOf),

  /** In the wizard the rows come in as one step of provisioning, whose page shows the rest. */
  run: async (event) => {
    const { community: slug, importId } = event.params;
    const { provision } = event.locals.api.district.communities[':slug'];
    const answer = await submit(event, provision.$post({ param: { slug }, json: { importId } }));
    if (!answer.ok) return fail(answer.refusal.status, { message: answer.refusal.message });
    redirect(303, `/district/${slug}`);
  },
};
