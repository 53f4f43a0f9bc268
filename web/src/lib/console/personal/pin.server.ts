import { fail, type RequestEvent } from '@sveltejs/kit';
import { submit } from '../ask.server.ts';
import { typedIn } from '../form.ts';

/** A card number and a new PIN, to be handed over at the desk: on the page that answers, and nowhere after that. */
export async function givePin(event: RequestEvent, community: string, personId: string) {
  const { key = '' } = typedIn(await event.request.formData());
  const { pin } = event.locals.api.communities[':community'].courtyard.persons[':id'];
  const answer = await submit(
    event,
    pin.$post({ param: { community, id: personId }, header: { 'idempotency-key': key } }),
  );
  if (!answer.ok) return fail(answer.refusal.status, { pinRefused: answer.refusal.message });
  return { card: answer.value };
}
