import { redirect } from '@sveltejs/kit';
import { deviceName } from '#lib/account/device.ts';
import { refused } from '#lib/account/refused.server.ts';
import { moment } from '#lib/console/cell.ts';
import { m } from '#lib/paraglide/messages.js';
import { platformOf } from '#lib/server/api.ts';
import { askSignedIn, isResidentOnly } from '#lib/server/session.ts';
import { askAuth, readAuth } from '#lib/server/sign-in.ts';
import type { Actions, PageServerLoad } from './$types';

type Sessions = { items: { id: string; createdAt: string; userAgent: string; current: boolean }[] };

type Account = {
  name: string;
  username: string;
  phone?: string;
  cardNumber?: string;
  secondFactor?: { recoveryCodesLeft: number };
  passkeys: unknown[];
  wechat: boolean;
};

export const load: PageServerLoad = async (event) => {
  const [{ items }, account, signedIn] = await Promise.all([
    readAuth<Sessions>(event, '/auth/sessions'),
    readAuth<Account>(event, '/auth/account'),
    askSignedIn(event),
  ]);
  const { grants = [], communities = [] } = signedIn ?? {};
  const ofDistrict = grants.some(({ tenantId }) => tenantId === '*');
  return {
    done: event.url.searchParams.get('done'),
    account,
    wechat: platformOf(event).wechat === true,
    ofStaff: grants.some(({ role }) => role !== 'resident'),
    places: ofDistrict
      ? [{ label: m.console_district(), href: '/district' }]
      : communities.map(({ slug, name }) => ({
          label: name,
          href: isResidentOnly(signedIn) ? `/${slug}/me` : `/console/${slug}`,
        })),
    sessions: items.map(({ id, createdAt, userAgent, current }) => ({
      id,
      current,
      device: deviceName(userAgent),
      since: moment(createdAt).text,
    })),
  };
};

export const actions: Actions = {
  end: async (event) => {
    const id = String((await event.request.formData()).get('id') ?? '');
    const answer = await askAuth(event, `/auth/sessions/${encodeURIComponent(id)}`, {}, 'DELETE');
    if (!answer.ok) return refused(answer);
    redirect(303, '/account?done=ended');
  },
};
