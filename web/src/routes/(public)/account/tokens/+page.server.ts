import { randomUUID } from 'node:crypto';
import { redirect } from '@sveltejs/kit';
import { refused } from '#lib/account/refused.server.ts';
import { staffOnly } from '#lib/account/staff-only.server.ts';
import { moment } from '#lib/console/cell.ts';
import { typedIn } from '#lib/console/form.ts';
import { askAuth, readAuth } from '#lib/server/sign-in.ts';
import type { Actions, PageServerLoad } from './$types';

type Tokens = {
  items: { id: string; name: string; permissions: string[]; until: string }[];
};
type Offer = {
  permissions: { permission: string; name: string }[];
  places: { tenantId: string; name: string }[];
};

export const load: PageServerLoad = async (event) => {
  await staffOnly(event);
  const [{ items }, offer] = await Promise.all([
    readAuth<Tokens>(event, '/auth/tokens'),
    readAuth<Offer>(event, '/auth/tokens/offer'),
  ]);
  const named = (permission: string) =>
    offer.permissions.find((one) => one.permission === permission)?.name ?? permission;
  return {
    offer,
    key: randomUUID(),
    done: event.url.searchParams.has('revoked'),
    tokens: items.map(({ id, name, permissions, until }) => ({
      ...{ id, name },
      may: permissions.map(named).join('；'),
      until: moment(until).text.slice(0, 10),
    })),
  };
};

export const actions: Actions = {
  make: async (event) => {
    const form = await event.request.formData();
    const { name = '', days = '', key = '' } = typedIn(form);
    const answer = await askAuth(event, '/auth/tokens', {
      name,
      days: Number(days),
      key,
      permissions: form.getAll('permission').map(String),
      tenantIds: form.getAll('place').map(String),
    });
    if (!answer.ok) return refused(answer, { name, days });
    const { token } = (await answer.json()) as { token: string };
    return { message: '', fields: {} as Record<string, string>, typed: {} as Record<string, string>, token };
  },

  revoke: async (event) => {
    const { id = '' } = typedIn(await event.request.formData());
    const answer = await askAuth(event, `/auth/tokens/${encodeURIComponent(id)}`, {}, 'DELETE');
    if (!answer.ok) return refused(answer);
    redirect(303, '/account/tokens?revoked');
  },
};
