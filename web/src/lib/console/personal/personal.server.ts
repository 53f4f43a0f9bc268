import { randomUUID } from 'node:crypto';
import { error, fail } from '@sveltejs/kit';
import { m } from '#lib/paraglide/messages.js';
import { ask, submit } from '../ask.server.ts';
import { returnedForm, typedIn } from '../form.ts';
import type { ConsoleEvent } from '../load-list.server.ts';
import { reachHere } from '../reach.server.ts';
import { mayEverywhere, mayIn } from '../reach.ts';
import { consentView, consentWays } from './consents-view.ts';

type PersonEvent = ConsoleEvent & { params: { community: string; id: string } };

const personIn = (event: PersonEvent) => event.locals.api.communities[':community'].courtyard.persons[':id'];

/** What may be done with a person's data by whoever asks, and what they have agreed to. */
export async function loadPersonal(event: PersonEvent, person: { courtyardId?: string | undefined }) {
  const reach = await reachHere(event);
  const may = (permission: string) => mayIn(reach, permission, person.courtyardId);
  return {
    mayReveal: may('personal:reveal'),
    mayExport: mayEverywhere(reach, 'personal:export'),
    mayErase: mayEverywhere(reach, 'personal:erase'),
    maySetPin: may('courtyard:write'),
    consent: may('personal:read') ? await loadConsents(event, may('personal:write')) : undefined,
  };
}

/** The person that a page of its own is about, for whoever may do this to anybody's data. */
export async function personFor(
  event: PersonEvent,
  permission: string,
): Promise<{ id: string; name: string }> {
  const { community, id } = event.params;
  if (!mayEverywhere(await reachHere(event), permission)) error(403, m.console_not_allowed());
  const { name } = await ask(event, personIn(event).$get({ param: { community, id } }));
  return { id, name };
}

async function loadConsents(event: PersonEvent, writes: boolean) {
  const { community, id } = event.params;
  const { courtyard } = event.locals.api.communities[':community'];
  const [given, text] = await Promise.all([
    ask(event, personIn(event).consents.$get({ param: { community, id } })),
    ask(event, courtyard['consent-text'].$get({ param: { community } })),
  ]);
  return {
    key: randomUUID(),
    given: given.map(consentView),
    ways: consentWays(),
    version: text.version,
    text: event.locals.locale === 'en' ? text.en : text.zh,
    writes,
  };
}

export const personalActions = {
  /** On the page that answers, and nowhere after that. */
  reveal: async (event: PersonEvent) => {
    const { community, id } = event.params;
    const form = await event.request.formData();
    const typed = typedIn(form);
    const fields = form.getAll('fields') as ('phone' | 'idNumber')[];
    const json = { fields, reason: typed['reason'] ?? '' };
    const answer = await submit(event, personIn(event).reveal.$post({ param: { community, id }, json }));
    if (!answer.ok) return fail(answer.refusal.status, { reveal: returnedForm(typed, answer.refusal) });
    return { revealed: fields.map((field) => ({ field, value: answer.value[field] })) };
  },

  consent: async (event: PersonEvent) => {
    const { community, id } = event.params;
    const { key = '', way } = typedIn(await event.request.formData());
    const answer = await submit(
      event,
      personIn(event).consents.$post({
        param: { community, id },
        header: { 'idempotency-key': key },
        json: { way: way as 'desk' },
      }),
    );
    if (!answer.ok) return fail(answer.refusal.status, returnedForm({}, answer.refusal));
    return { consented: true };
  },

  withdraw: async (event: PersonEvent) => {
    const { community, id } = event.params;
    const { consent = '', way } = typedIn(await event.request.formData());
    const { withdrawal } = personIn(event).consents[':consent'];
    const answer = await submit(
      event,
      withdrawal.$post({ param: { community, id, consent }, json: { way: way as 'desk' } }),
    );
    if (!answer.ok) return fail(answer.refusal.status, returnedForm({}, answer.refusal));
    return { consented: true };
  },
};
