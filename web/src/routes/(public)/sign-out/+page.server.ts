import { redirect } from '@sveltejs/kit';
import { askAuth } from '#lib/server/sign-in.ts';
import type { Actions } from './$types';

export const actions: Actions = {
  default: async (event) => {
    await askAuth(event, '/auth/sign-out', {});
    event.setHeaders({ 'clear-site-data': '"storage"' });
    redirect(303, '/');
  },
};
