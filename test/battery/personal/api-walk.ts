import { GIVEN_ROLES, type Role } from '@linli/core/kernel';
import type { Found } from '../battery.ts';
import { addDraft, addNotes } from '../world/community.ts';
import { marksOf } from '../world/ledgers.ts';
import type { Person } from '../world/people.ts';
import { placesOf } from '../world/place.ts';
import { type Asked, DRAFT_SLUG, plausible, requestOf } from '../world/plausible.ts';
import { openWorld, type World } from '../world/world.ts';
import { canariesOf, numbersIn } from './canaries.ts';

const OWN = { tenantId: 'tnt_1', slug: 'guihua', marks: marksOf('Jinque') };
const CANARIES = canariesOf(OWN.marks);

/** Where somebody has asked for it, and the record of that is written first. */
const SHOWN_ON_PURPOSE = /\/persons\/\{id\}\/(reveal|export)$|\/units\/\{id\}\/reveal$/;

/** Of each reach one who may see much. */
const FAR_AND_NEAR: readonly Role[] = [
  'districtAdministrator',
  'communityAdministrator',
  'gridWorker',
  'resident',
];

/** Every route as every role, once as it wants to be asked and once with a person's number in everything that is typed. */
export async function walkApi(long: boolean): Promise<Found> {
  const world = await openWorld([OWN]);
  try {
    return await walk(world, long ? GIVEN_ROLES : FAR_AND_NEAR);
  } finally {
    await world.stop();
  }
}

async function walk(world: World, roles: readonly Role[]): Promise<Found> {
  const { api, district, reception, snapshot, routes } = world;
  await addDraft(district, DRAFT_SLUG);
  const ofDistrict = await addNotes(district, '*', { role: 'districtViewer', key: 'personal', mark: 'qu' });
  await snapshot.take();
  const [place] = placesOf(world.communities[0] as World['communities'][0], snapshot.items);
  const personId = place.idOf('person');
  const where = { tenantId: OWN.tenantId, courtyardIds: [place.courtyardId], personId };
  const people = (await reception.everyRole('zai', '在职', where)).filter(({ role }) => roles.includes(role));
  await world.remember();

  const failures: string[] = [];
  const sealed = numbersIn(JSON.stringify(snapshot.items), {
    ...CANARIES,
    words: CANARIES.words.filter(isId),
  });
  if (sealed.length > 0) failures.push(`the table holds ${sealed.join(', ')} in clear`);
  let tried = 0;
  let shown = 0;
  const ask = async (asked: Asked, person: Person): Promise<Response> => {
    world.faults.length = 0;
    tried++;
    return api.fetch(requestOf(asked, person.token));
  };
  for (const route of routes)
    for (const person of people) {
      const notes = route.template.startsWith('/api/v1/district') ? ofDistrict : place.community;
      const about = { ...notes, memberId: people[0]?.userId ?? '', invitationId: notes.invitation.id };
      const asked = plausible(route, place, about);
      const onPurpose = SHOWN_ON_PURPOSE.test(route.template);
      for (const one of [asked, { ...asked, body: withNumbers(asked.body) }]) {
        const answer = await ask(one, person);
        const typed = one !== asked;
        const text = `${await answer.text()} ${JSON.stringify([...answer.headers])}`;
        const seen = numbersIn(text, CANARIES);
        if (onPurpose && answer.ok) shown += seen.length;
        // What was taken in may be said back; what was refused may not be quoted.
        else if (seen.length > 0 && !(typed && answer.ok))
          failures.push(`${route.name} as ${person.role}${typed ? ', with a number typed in' : ''}: ${seen}`);
        const logged = numbersIn(JSON.stringify(world.faults), CANARIES);
        if (logged.length > 0) failures.push(`${route.name} as ${person.role} logs ${logged}`);
        if (answer.ok && route.method !== 'GET') await world.takeBack();
      }
    }
  if (shown === 0) failures.push('nobody was shown a number on purpose: there is none to be found');
  return { tried, failures, counts: { routes: routes.length } };
}

const isId = (word: string) => /^(\d{15}|19\d{9})$/.test(word) && !word.startsWith('139');

/** The same body with a phone number in every text of it. */
function withNumbers(body: unknown): unknown {
  if (typeof body === 'string') return '139-0001-0000';
  if (Array.isArray(body)) return body.map(withNumbers);
  if (typeof body !== 'object' || body === null) return body;
  return Object.fromEntries(Object.entries(body).map(([name, value]) => [name, withNumbers(value)]));
}
