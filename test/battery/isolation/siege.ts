import { ROLES } from '@linli/core/kernel';
import { addDraft, addNotes, type Filled } from '../world/community.ts';
import { marksOf } from '../world/ledgers.ts';
import { grantsOf } from '../world/people.ts';
import { type Place, placesOf } from '../world/place.ts';
import { DRAFT_SLUG, type People } from '../world/plausible.ts';
import { openWorld } from '../world/world.ts';
import { type Loot, lootOf } from './loot.ts';

/** Ids and addresses of which one is the beginning of the other. */
const OURS = { tenantId: 'tnt_1', slug: 'guihua', marks: marksOf('Jinque') };
const THEIRS = { tenantId: 'tnt_10', slug: 'guihua2', marks: marksOf('Kanari') };

/** Somebody who asks: one of ours, nobody, or somebody with a session that is not theirs to use. */
export type Asker = {
  name: string;
  headers: Record<string, string>;
  /** The district office may look into every community. */
  ofDistrict: boolean;
  /** A session that must be worth no more than this one, which nobody ever had. */
  worth?: Record<string, string>;
};

export type Siege = Awaited<ReturnType<typeof laySiege>>;

const bearer = (token: string) => ({ authorization: `Bearer ${token}` });
const cookie = (token: string) => ({ cookie: `linli.session_token=${token}` });

/** Two communities that look alike; people of every role in ours, and what is known of theirs. */
export async function laySiege() {
  const world = await openWorld([OURS, THEIRS]);
  const { district, reception, snapshot, communities } = world;
  const [ours, theirs] = communities as [Filled, Filled];
  await addDraft(district, DRAFT_SLUG);
  const notes = await addNotes(district, '*', {
    role: 'districtViewer',
    key: 'battery-of-isolation',
    mark: 'qu',
  });
  await snapshot.take();
  const [here] = placesOf(ours, snapshot.items);
  const [there] = placesOf(theirs, snapshot.items);

  const people = await reception.everyRole('wo', '我', {
    tenantId: OURS.tenantId,
    courtyardIds: [here.courtyardId],
    personId: here.idOf('person'),
  });
  const staff = await reception.everyRole('ta', `${THEIRS.marks.kept}她`, {
    tenantId: THEIRS.tenantId,
    courtyardIds: [there.courtyardId],
    personId: there.idOf('person'),
  });
  const theirStaff = staff.filter(({ role }) => ROLES[role].reach !== 'district');
  const administrator = theirStaff.filter(({ role }) => role === 'communityAdministrator');
  const member = await reception.signUp(
    'wochengyuan',
    '成员',
    grantsOf('staff', { tenantId: OURS.tenantId, courtyardIds: [] }),
  );
  await world.remember();

  const about = (community: Filled, memberId: string): People => ({
    memberId,
    messageId: community.messageId,
    invitationId: community.invitation.id,
  });
  const loot: Loot[] = await lootOf(world, theirs, [...administrator, ...theirStaff]);
  return {
    ...{ world, ours, theirs, loot, theirStaff },
    here: { place: here, people: about(ours, member) } satisfies Spot,
    there: { place: there, people: about(theirs, theirStaff[0]?.userId ?? '') } satisfies Spot,
    notes,
    askers: [
      { name: 'visitor', headers: {}, ofDistrict: false },
      ...people.map(({ role, token }) => ({
        name: role,
        headers: bearer(token),
        ofDistrict: ROLES[role].reach === 'district',
      })),
    ] satisfies Asker[],
    pretenders: pretendersOf(administrator[0]?.token ?? ''),
    /** Ids and words of theirs; which of them their public pages show is another matter. */
    words: {
      kept: [THEIRS.marks.kept],
      all: [
        THEIRS.marks.kept,
        THEIRS.marks.shown,
        ...loot.filter(({ name }) => name === 'id').map(({ value }) => value),
      ],
    },
  };
}

export type Spot = { place: Place; people: People };

/** Whoever has nearly a session of theirs: typed otherwise, cut short, made longer, or only its hash. */
function pretendersOf(token: string): Asker[] {
  const nearly = [
    token.toLowerCase(),
    token.toUpperCase(),
    token.slice(0, -1),
    `${token}x`,
    `x${token}`,
    [...token].reverse().join(''),
  ];
  return nearly
    .filter((forged) => forged !== token)
    .flatMap((forged) => [
      {
        name: `bearer of ${forged}`,
        headers: bearer(forged),
        worth: bearer('y'.repeat(forged.length)),
        ofDistrict: false,
      },
      {
        name: `cookie ${forged}`,
        headers: cookie(forged),
        worth: cookie('y'.repeat(forged.length)),
        ofDistrict: false,
      },
    ]);
}
