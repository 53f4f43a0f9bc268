import { setGrants, setSecondFactor } from '@linli/core/identity';
import { GIVEN_ROLES, ROLES, type Role } from '@linli/core/kernel';
import type { Battery, Found, Size } from '../battery.ts';
import { addDraft, addNotes } from '../world/community.ts';
import { COURTYARDS, marksOf } from '../world/ledgers.ts';
import { grantsOf, type Person } from '../world/people.ts';
import { type Place, placesOf } from '../world/place.ts';
import { DRAFT_SLUG, type People, plausible, requestOf } from '../world/plausible.ts';
import type { Route } from '../world/routes.ts';
import { openWorld, type World } from '../world/world.ts';
import { type Declared, type Expected, expectedOf, SITUATIONS, type Situation } from './expected.ts';
import { PLANTED } from './planted.ts';

const OWN = { tenantId: 'tnt_1', slug: 'guihua', marks: marksOf('Jinque') };
const OTHER = { tenantId: 'tnt_10', slug: 'guihua2', marks: marksOf('Kanari') };

const STATUS_OF: Partial<Record<number, Expected>> = { 401: 'unauthenticated', 403: 'forbidden' };

/** Every route as every role from everywhere, held against the one table of roles: no difference. */
export const roles: Battery = {
  name: 'roles',
  run: async ({ long, first }) => {
    const world = await openWorld([OWN, OTHER]);
    try {
      return await walk(world, { long, first });
    } finally {
      await world.stop();
    }
  },
  planted: PLANTED,
};

async function walk(world: World, { long, first }: Pick<Size, 'long' | 'first'>): Promise<Found> {
  const desk = await openDesk(world);
  const failures: string[] = [];
  let tried = 0;
  for (const route of world.routes) {
    if (first && failures.length > 0) break;
    if (!isDeclared(route)) {
      failures.push(`${route.name} declares no permission`);
      continue;
    }
    let taken = false;
    for (const [role, situation] of long ? EVERY_CASE : CASES_THAT_DIFFER) {
      const expected = expectedOf(route, role, situation);
      const answer = await desk.ask(route, role, situation);
      const wrong = differenceIn(answer, expected, situation, desk.ofNextDoor);
      tried++;
      taken ||= answer.status < 300;
      if (wrong !== undefined)
        failures.push(`${route.name} as ${role} (${situation}): ${expected}, but ${wrong}`);
    }
    if (!taken)
      failures.push(`${route.name} was taken from nobody: world/plausible.ts does not know how to ask it`);
  }
  return { tried, failures, counts: { routes: world.routes.length, roles: GIVEN_ROLES.length } };
}

const isDeclared = (route: Route): route is Declared => route.permission !== undefined;

const EVERY_CASE = GIVEN_ROLES.flatMap((role) => SITUATIONS.map((situation) => [role, situation] as const));

/** Without a session nobody has a role, and only who is held to courtyards has another's. */
const CASES_THAT_DIFFER = EVERY_CASE.filter(([role, situation]) => {
  if (situation === 'signedOut') return role === GIVEN_ROLES[0];
  return situation !== 'otherCourtyard' || ROLES[role].reach === 'courtyards';
});

type Answer = { status: number; text: string };

function differenceIn(
  { status, text }: Answer,
  expected: Expected,
  situation: Situation,
  ofNextDoor: RegExp,
): string | undefined {
  const said = `${status} ${text.slice(0, 200)}`;
  if (status >= 500) return said;
  const refused = STATUS_OF[status];
  if (expected === 'within') {
    if (refused !== undefined) return said;
    if (situation === 'otherCourtyard' && status < 300 && ofNextDoor.test(text))
      return `it shows another courtyard's: ${said}`;
    return situation === 'own' && status === 404 ? said : undefined;
  }
  if (expected === 'allowed') return refused !== undefined || status === 404 ? said : undefined;
  return refused === expected ? undefined : said;
}

/** One person for each role in each of the situations, and where their request goes. */
async function openDesk(world: World) {
  const { api, communities, district, reception, snapshot } = world;
  await addDraft(district, DRAFT_SLUG);
  const notes = await addNotes(district, '*', {
    role: 'districtViewer',
    key: 'battery-of-roles',
    mark: 'qu',
  });
  await snapshot.take();
  const [own, other] = communities.map((community) => placesOf(community, snapshot.items));
  if (own === undefined || other === undefined) throw new Error('The battery of roles wants two communities');
  const [here, nextDoor] = own;
  const where = {
    tenantId: OWN.tenantId,
    courtyardIds: [here.courtyardId],
    personId: here.idOf('person'),
    residentId: here.community.life.residentId,
  };

  const member = await reception.signUp('chengyuan', '成员', grantsOf('staff', where));
  const memberElsewhere = await reception.signUp(
    'waiyuan',
    '外员',
    grantsOf('staff', { ...where, tenantId: OTHER.tenantId }),
  );
  const ofDistrict = await reception.signUp('quyuan', '区员', grantsOf('districtViewer', where));
  // So that there is something to reset.
  const factor = { secret: 'sealed', since: district.now, lastStep: 0, recovery: [] };
  for (const id of [member, memberElsewhere, ofDistrict]) await setSecondFactor(district, id, factor);
  const people = await reception.everyRole('zai', '在职', where);
  const gone = await reception.everyRole('li', '离职', where);
  for (const { userId } of gone) await setGrants(district, userId, []);
  await world.remember();

  const tokenOf = (among: readonly Person[], role: Role) =>
    among.find((person) => person.role === role)?.token;
  const peopleFor = ({ template }: Route, situation: Situation): People => {
    const at =
      situation === 'otherCommunity'
        ? { ...other[0].community, memberId: memberElsewhere }
        : { ...here.community, memberId: member };
    const about = template.startsWith('/api/v1/district') ? { ...notes, memberId: ofDistrict } : at;
    return { ...about, invitationId: about.invitation.id };
  };
  const placeFor = (situation: Situation): Place => {
    if (situation === 'otherCommunity') return other[0];
    return situation === 'otherCourtyard' ? nextDoor : here;
  };
  const tokenFor = (role: Role, situation: Situation) => {
    if (situation === 'signedOut') return undefined;
    return tokenOf(situation === 'revoked' ? gone : people, role);
  };

  return {
    /** What only the courtyard next door has: the words of its ledgers, and its id. */
    ofNextDoor: new RegExp(`${COURTYARDS[1]}|${nextDoor.courtyardId}`),
    async ask(route: Route, role: Role, situation: Situation): Promise<Answer> {
      const asked = plausible(route, placeFor(situation), peopleFor(route, situation));
      const response = await api.request(requestOf(asked, tokenFor(role, situation)));
      const answer = { status: response.status, text: await response.text() };
      if (route.method !== 'GET' && answer.status < 300) await world.takeBack();
      return answer;
    },
  };
}
