import { importActions } from '#lib/console/importing/import-actions.server.ts';
import { loadImport } from '#lib/console/importing/load-import.server.ts';
import type { Actions, PageServerLoad } from './$types';

const baseOf = ({ params }: { params: { community: string; importId: string } }) =>
  `/console/${params.community}/importing/${params.importId}`;

export const load: PageServerLoad = async (event) => ({ view: await loadImport(event, baseOf(event)) });

export const actions: Actions = importActions(baseOf);
