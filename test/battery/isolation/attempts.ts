import { oneOf } from '../random.ts';
import { type Asked, plausible } from '../world/plausible.ts';
import type { Route } from '../world/routes.ts';
import type { Loot } from './loot.ts';
import { type Position, positionsIn } from './positions.ts';
import type { Asker, Siege, Spot } from './siege.ts';

/** One hostile request. Where there is a `twin`, nothing may tell the two answers apart. */
export type Attempt = {
  name: string;
  asked: Asked;
  headers: Record<string, string>;
  /** It is addressed to their community, which shows everybody its public pages. */
  toThem: boolean;
  /** It goes on with a list of theirs, which must be refused and not only lead nowhere. */
  foreignCursor?: boolean;
  twin?: { asked: Asked; headers: Record<string, string>; said: { one: string; other: string } };
};

const isOfDistrict = ({ template }: Route) => template.startsWith('/api/v1/district');
const listsCommunities = ({ template }: Route) => template === '/api/v1/public/communities';
const listsOwnCommunities = ({ template }: Route) => template.endsWith('/identity/me/communities');

const at = ({ place, people }: Spot, route: Route, notes: Siege['notes']): Asked => {
  const about = isOfDistrict(route)
    ? { ...people, messageId: notes.messageId, invitationId: notes.invitation.id }
    : people;
  return plausible(route, place, about);
};

/**
 * `ofAKind`: of what fits into a place, how many of each kind are put there (the eleventh volunteer is no other than the
 * first); `placed`: how often something of theirs is put somewhere, for each route and each of ours.
 */
export type HowMany = { ofAKind: number; placed: number };

/**
 * First whoever may do most in our community, with everything that fits into every place a route asks for something; then
 * for each route and each of ours: their own address once, and anything of theirs anywhere so many times.
 */
export function* attempts(
  siege: Siege,
  { ofAKind, placed }: HowMany,
  random: () => number,
): Generator<Attempt> {
  for (const route of siege.world.routes) yield* everythingThatFits(siege, route, ofAKind);
  for (const route of siege.world.routes) {
    for (const asker of siege.pretenders) yield atTheirAddress(siege, route, asker);
    for (const asker of siege.askers) {
      if (!asker.ofDistrict) yield atTheirAddress(siege, route, asker);
      for (let n = 0; n < placed; n++) yield* placedSomewhere(siege, route, asker, random);
    }
  }
}

function* everythingThatFits(siege: Siege, route: Route, ofAKind: number): Generator<Attempt> {
  const asker = siege.askers.find(({ name }) => name === 'communityAdministrator');
  if (asker === undefined || isOfDistrict(route)) return;
  const base = at(siege.here, route, siege.notes);
  for (const position of positionsIn(base).filter(({ asked }) => asked)) {
    const things = [...fitting(siege.loot, base, position.name)];
    // Those of this very list before those of others.
    things.sort((a, b) => Number(b.name.endsWith(route.template)) - Number(a.name.endsWith(route.template)));
    for (const thing of things.slice(0, ofAKind)) yield* placedAt(siege, base, asker, position, thing);
  }
}

function atTheirAddress({ there, notes }: Siege, route: Route, { name, headers, worth }: Asker): Attempt {
  const asked = at(there, route, notes);
  const twin = worth && { asked: { ...asked }, headers: worth, said: { one: '', other: '' } };
  return {
    name: `${route.name} at their address as ${name}`,
    asked,
    headers,
    toThem: true,
    ...(twin && { twin }),
  };
}

function* placedSomewhere(
  siege: Siege,
  route: Route,
  asker: Asker,
  random: () => number,
): Generator<Attempt> {
  // The office may look into every community: there is nothing to be held back.
  if (asker.ofDistrict && isOfDistrict(route)) return;
  const base = at(siege.here, route, siege.notes);
  const everywhere = positionsIn(base);
  const position = oneOf(random() < 0.7 ? everywhere.filter(({ asked }) => asked) : everywhere, random);
  const things = random() < 0.75 ? fitting(siege.loot, base, position.name) : siege.loot;
  yield* placedAt(siege, base, asker, position, oneOf(things, random));
}

function* placedAt(
  { theirs }: Siege,
  base: Asked,
  { name, headers, ofDistrict }: Asker,
  position: Position,
  thing: Loot,
): Generator<Attempt> {
  // That there is such a community is no secret: it has a public address, at which it is asked elsewhere.
  if (position.name === 'path community' && thing.value === theirs.slug) return;
  yield {
    name: `${base.route.name} as ${name}, with their ${thing.name} ${JSON.stringify(thing.value)} as ${position.name}`,
    ...{ asked: position.put(base, thing.value), headers },
    // To whoever has a role in every community, theirs is one of their own.
    toThem: listsCommunities(base.route) || (ofDistrict && listsOwnCommunities(base.route)),
    foreignCursor: position.name === 'query cursor' && thing.name.startsWith('cursor'),
    twin: {
      asked: position.put(base, thing.twin),
      headers,
      said: { one: thing.value, other: thing.twin },
    },
  };
}

/** What belongs there: an id of the same noun for an id, a cursor for a cursor; anything where nothing does. */
function fitting(loot: readonly Loot[], base: Asked, position: string): readonly Loot[] {
  const noun = /^[a-z]{3}_/.exec(base.path[position.replace('path ', '')] ?? '')?.[0];
  const wanted = loot.filter(({ name, value }) =>
    noun === undefined ? kindOf(position).test(name) : value.startsWith(noun),
  );
  return wanted.length === 0 ? loot : wanted;
}

function kindOf(position: string): RegExp {
  if (/cursor/.test(position)) return /^cursor/;
  if (/community|slug/.test(position)) return /slug/;
  if (/key/.test(position)) return /^key/;
  return /ids?(\.\d)?$/i.test(position) ? /^(id|sheet)$/ : /./;
}
