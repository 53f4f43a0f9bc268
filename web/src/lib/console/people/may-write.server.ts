import type { Place } from '../place.server.ts';
import type { AnswerOf, Communities } from '../rows.ts';

type Reached = AnswerOf<Communities['identity']['reach']>;

/** Whether whoever is signed in manages people here, or only sees who there is. */
export async function mayWrite(place: Place): Promise<boolean> {
  const { items } = await place.get<Reached>('identity/reach');
  return items.some(({ permission }) => permission === 'identity:write');
}
