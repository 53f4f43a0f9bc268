import { refused } from '#lib/account/refused.server.ts';
import { moment } from '#lib/console/cell.ts';
import { given, typedIn } from '#lib/console/form.ts';
import { m } from '#lib/paraglide/messages.js';
import { goOn } from '#lib/server/after-sign-in.ts';
import { askAuth, refusalIn } from '#lib/server/sign-in.ts';
import type { Actions, PageServerLoad } from './$types';

type Offer = {
  name: string;
  roleName: [zh: string, en: string];
  community?: string;
  courtyards: string[];
  until: string;
};

/** Without a code the page asks for one; with one it shows what the code offers. */
export const load: PageServerLoad = async (event) => {
  const code = event.url.searchParams.get('code') ?? '';
  const session = await event.locals.session();
  const person = session?.user.name;
  if (code === '') return { code, person };
  const answer = await askAuth(event, '/auth/invitation', { code });
  if (!answer.ok) return { code, person, refusal: (await refusalIn(answer)).message };
  const { name, roleName, community, courtyards, until } = (await answer.json()) as Offer;
  return {
    code,
    person,
    offer: {
      name,
      title: m.join_offer({
        place: community ?? m.join_district(),
        role: roleName[event.locals.locale === 'zh-CN' ? 0 : 1],
      }),
      courtyards: courtyards.join(m.console_list_comma()),
      until: moment(until).text,
    },
  };
};

/** To where they were invited, which need not be where they start otherwise. */
async function goOnTo(answer: Response): Promise<never> {
  const { joined } = (await answer.clone().json()) as { joined: { community?: string; role: string } };
  const { community, role } = joined;
  if (community === undefined) return goOn(answer, '/district');
  return goOn(answer, role === 'resident' ? `/${community}/me` : `/console/${community}`);
}

export const actions: Actions = {
  /** With a new account, or with the one whose user name and password are given. */
  join: async (event) => {
    const typed = typedIn(await event.request.formData());
    const { code = '', username = '', password = '' } = typed;
    const name = given(typed['name']);
    const answer = await askAuth(event, '/auth/join', {
      code,
      username,
      password,
      ...(name === undefined ? {} : { name }),
    });
    // The password never goes back to the page.
    if (!answer.ok)
      return refused(answer, { username, name: name ?? '', which: name === undefined ? 'have' : 'new' });
    return goOnTo(answer);
  },

  /** With the account that is signed in. */
  accept: async (event) => {
    const { code = '' } = typedIn(await event.request.formData());
    const answer = await askAuth(event, '/auth/invitation/accept', { code });
    if (!answer.ok) return refused(answer);
    return goOnTo(answer);
  },
};
