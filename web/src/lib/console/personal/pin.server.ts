import { fail, type RequestEvent } from '@sveltejs/kit';
import { submit } from '../ask.server.ts';
import { typedIn } from '../form.ts';

const pinOf = (event: RequestEvent) =>
  event.locals.api.communities[':community'].courtyard.persons[':id'].pin;

/** A card number and a new PIN, to be handed over at the desk: on the page that answers, and nowhere after that. */
export async function givePin(event: RequestEvent, community: string, personId: string) {
  const { key = '' } = typedIn(await event.request.formData());
  const answer = await submit(
    event,
    pinOf(event).$post({ param: { community, id: personId }, header: { 'idempotency-key': key } }),
  );
  if (!answer.ok) return fail(answer.refusal.status, { pinRefused: answer.refusal.message });
  return { card: answer.value };
}

/** Nobody signs in with the card of a lost passbook until a new PIN is set. */
export async function stopPin(event: RequestEvent, community: string, personId: string) {
  const answer = await submit(event, pinOf(event).$delete({ param: { community, id: personId } }));
  if (!answer.ok) return fail(answer.refusal.status, { pinRefused: answer.refusal.message });
  return { pinStopped: true };
}
