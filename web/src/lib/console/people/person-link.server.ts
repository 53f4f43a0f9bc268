import type { RequestEvent } from '@sveltejs/kit';
import { askIfThere, sendTo } from '../ask.server.ts';
import type { Place } from '../place.server.ts';
import type { Member, Option } from './people-types.ts';

type Person = { id: string; name: string; bornIn?: string; courtyardId?: string };

/**
 * Who of the register an account belongs to, and who it might: persons whose name begins with what was looked for, or with
 * the name of the account. Undefined where the community keeps no register.
 */
export async function personLink(
  event: RequestEvent,
  community: string,
  { name, personId }: Pick<Member, 'name' | 'personId'>,
  courtyards: readonly Option[],
) {
  const searched = event.url.searchParams.get('person')?.trim() || name;
  const inRegister = <T>(path: string) =>
    askIfThere<T>(event, sendTo(event, community, `courtyard/${path}`) as Promise<Answering<T>>);
  const [found, linked] = await Promise.all([
    inRegister<{ items: Person[] }>(`persons?${new URLSearchParams({ search: searched, limit: '20' })}`),
    personId === undefined ? undefined : inRegister<Person>(`persons/${encodeURIComponent(personId)}`),
  ]);
  if (found === undefined) return undefined;
  const courtyardOf = (id: string | undefined) => courtyards.find(({ value }) => value === id)?.label;
  const said = ({ name, bornIn, courtyardId }: Person) =>
    [name, bornIn, courtyardOf(courtyardId)].filter(Boolean).join(' · ');
  return {
    searched,
    linked: linked && said(linked),
    persons: found.items
      .filter(({ id }) => id !== personId)
      .map((person) => ({ value: person.id, label: said(person) })),
  };
}

type Answering<T> = Response & { json(): Promise<T> };

/** The same roles, and another person or none: the API changes both at once. */
export async function linkTo(place: Place, userId: string, personId: string | null) {
  const path = `identity/members/${encodeURIComponent(userId)}`;
  const { roles } = await place.get<Member>(path);
  return place.send('PUT', `${path}/roles`, { roles, personId });
}
