import { fail, type RequestEvent, redirect } from '@sveltejs/kit';
import { moment } from '../cell.ts';
import { returnedForm } from '../form.ts';
import type { Place } from '../place.server.ts';
import type { AnswerOf, Communities } from '../rows.ts';

type Messages = AnswerOf<Communities['messages']>;

/** A week of messages, newest first; those that want somebody's eye are marked. */
export async function loadMessages(event: RequestEvent, place: Place) {
  const cursor = event.url.searchParams.get('cursor');
  const page = cursor === null ? '' : `&cursor=${encodeURIComponent(cursor)}`;
  const { items, next } = await place.get<Messages>(`messages?limit=25${page}`);
  return {
    again: event.url.searchParams.has('again'),
    messages: items.map((message) => ({
      ...message,
      createdAt: moment(message.createdAt).text,
      at: moment(message.sentAt ?? (message.state === 'waiting' ? message.nextTryAt : undefined)).text,
    })),
    firstHref: cursor === null ? undefined : `${place.base}/messages`,
    nextHref:
      next === undefined ? undefined : `${place.base}/messages?${new URLSearchParams({ cursor: next })}`,
  };
}

export const messageActions = (placeOf: (event: RequestEvent) => Place) => ({
  retry: async (event: RequestEvent) => {
    const place = placeOf(event);
    const id = String((await event.request.formData()).get('id') ?? '');
    const answer = await place.send('POST', `messages/${encodeURIComponent(id)}/retry`, {});
    if (!answer.ok) return fail(answer.refusal.status, returnedForm({}, answer.refusal));
    redirect(303, `${place.base}/messages?again`);
  },
});
