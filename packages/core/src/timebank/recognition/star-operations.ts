import { z } from 'zod';
import { recordChange } from '../../audit/index.ts';
import {
  idFrom,
  LinliError,
  notFound,
  type Page,
  type PageRequest,
  parse,
  plainDateOf,
  requireOther,
  requirePermission,
  type Scope,
} from '../../kernel/index.ts';
import { contentHash, type Made, provenance, view, viewPage, type Write, write } from '../../table/index.ts';
import { Account, emptyAccount, memberAccountId } from '../account.ts';
import { Accounts, Volunteers } from '../entities.ts';
import { Volunteer } from '../volunteer.ts';
import { Honours, Notices, StarRounds, Stars } from './entities.ts';
import { objectionsOf } from './objection-operations.ts';
import { publicName } from './public-name.ts';
import { EndsOn, publicUntil } from './publicity.ts';
import { Star, starIdOf } from './star.ts';
import { minutesOfStar, type StarLevel, starDue } from './star-level.ts';
import { StarInRound, StarRound, StarRoundDetail } from './star-round.ts';

/** A star and its notice are two writes, and a transaction holds a hundred. */
const STARS_A_ROUND = 40;

export const OpenStarRoundInput = z.object({
  volunteerIds: z.array(z.string().max(60)).min(1).max(STARS_A_ROUND),
  /** The last day of the publicity; without it the earliest. */
  endsOn: EndsOn,
});

/**
 * Opens a publicity of the levels that these volunteers' hours have reached: the round, each star and its public notice,
 * all or none. The same key again answers with the same round. Throws `conflict` for a volunteer whose star is not due
 * or is in publicity already, `invalid` for an end before three working days are over.
 */
export async function openStarRound(
  scope: Scope,
  input: z.input<typeof OpenStarRoundInput> & { key: string },
): Promise<StarRound> {
  requirePermission(scope, 'timebank:write');
  const { tenantId, table } = scope;
  const asked = parse(OpenStarRoundInput, input);
  const id = idFrom('starRound', tenantId, input.key);
  const askedHash = contentHash({ asked });
  const done = await openedBefore(scope, id, askedHash);
  if (done !== undefined) return done;
  const opensOn = plainDateOf(scope.now);
  const endsOn = publicUntil('star', opensOn, asked.endsOn);
  const due = await starsDue(scope, asked.volunteerIds);
  requireOther(scope, ...due.map(({ volunteer }) => volunteer.personId));

  const round: StarRound = { id, opensOn, endsOn, starCount: due.length };
  const made = provenance(scope);
  const taken = new LinliError('conflict', 'keyReused', { field: 'Idempotency-Key' });
  try {
    await table.commit([
      write(StarRounds.create({ ...round, ...made, askedHash }), taken),
      ...due.flatMap(({ volunteer, account, level }) =>
        announcing(scope, round, { volunteer, account, level }),
      ),
      recordChange(scope, {
        action: 'announce',
        noun: 'starRound',
        id,
        after: { endsOn, starCount: due.length },
      }),
    ]);
    return round;
  } catch (error) {
    // Sent twice at once: the other was first, on the round or on a star of it.
    const first = await openedBefore(scope, id, askedHash);
    if (first === undefined) throw error;
    return first;
  }
}

async function openedBefore(
  { table, tenantId }: Scope,
  id: string,
  askedHash: string,
): Promise<StarRound | undefined> {
  const stored = await table.get(StarRounds, StarRounds.get({ tenantId, id }), { consistent: true });
  if (stored === undefined) return undefined;
  if (stored.askedHash !== askedHash)
    throw new LinliError('conflict', 'keyReused', { field: 'Idempotency-Key' });
  return view(StarRound, stored);
}

type Due = { volunteer: Volunteer; account: Account; level: StarLevel };

async function starsDue({ table, tenantId }: Scope, ids: readonly string[]): Promise<Due[]> {
  const twice = ids.findIndex((id, i) => ids.indexOf(id) < i);
  if (twice > 0) throw new LinliError('invalid', 'accountTwice', { field: `volunteerIds.${twice}` });
  const found = await table.getMany(
    ids.flatMap((id) => [
      { entity: Volunteers, operation: Volunteers.get({ tenantId, id }) },
      { entity: Accounts, operation: Accounts.get({ tenantId, id: memberAccountId(tenantId, id) }) },
    ]),
    { consistent: true },
  );
  return ids.map((ownerId, i) => {
    if (found[i * 2] === undefined) throw notFound('volunteer');
    const volunteer = Volunteer.parse(found[i * 2]);
    const none = { id: memberAccountId(tenantId, ownerId), ownerId, ownerKind: 'member' as const };
    const account = Account.parse(found[i * 2 + 1] ?? emptyAccount(none));
    const level = starDue(account);
    if (level === 0)
      throw new LinliError('conflict', 'noStarDue', {
        field: `volunteerIds.${i}`,
        params: { name: volunteer.name },
      });
    return { volunteer, account, level };
  });
}

/** The star and what the public sees of it. One that was refused begins anew once nothing is open against it. */
function announcing(scope: Scope, { id: roundId, opensOn, endsOn }: StarRound, due: Due): Write[] {
  const { tenantId } = scope;
  const { volunteer, account, level } = due;
  const { id: volunteerId, volunteerNo, name, courtyardId } = volunteer;
  const id = starIdOf(tenantId, volunteerId, level);
  const minutes = account.minutesServed;
  const star = { id, roundId, volunteerId, volunteerNo, name, courtyardId, level, minutes };
  const announced = Stars.upsert({
    ...star,
    ...provenance(scope),
    state: 'announced',
    publicUntil: endsOn,
    openObjections: 0,
  }).where(
    (kept, { notExists, eq }) =>
      `(${notExists(kept.state)} OR (${eq(kept.state, 'refused')} AND ${eq(kept.openObjections, 0)}))`,
  );
  const notice = Notices.create({
    ...{ tenantId, id, kind: 'star', volunteerId, level, minutes, opensOn, publicUntil: endsOn },
    name: account.naming?.agreed === true ? name : publicName(name),
  });
  const already = new LinliError('conflict', 'alreadyAnnounced', { params: { name } });
  return [write(announced, already), write(notice, already)];
}

/** The newest first. */
export async function listStarRounds(scope: Scope, request: PageRequest): Promise<Page<StarRound>> {
  requirePermission(scope, 'timebank:read');
  const query = StarRounds.query.byDate({ tenantId: scope.tenantId });
  return viewPage(StarRound, await scope.table.page(StarRounds, query, { ...request, order: 'desc' }));
}

/** A round with its stars, what the hours book says of each volunteer now, and every objection. Three round trips. */
export async function getStarRound(scope: Scope, id: string): Promise<StarRoundDetail> {
  requirePermission(scope, 'timebank:read');
  const { tenantId, table } = scope;
  const round = await table.get(StarRounds, StarRounds.get({ tenantId, id }));
  if (round === undefined) throw notFound('starRound');
  const [stars, objections] = await Promise.all([starsOf(scope, id), objectionsOf(scope, id)]);
  const accounts = await accountsOf(scope, stars);
  return view(StarRoundDetail, {
    ...round,
    openedBy: (round.made as Made).byName,
    over: plainDateOf(scope.now) > round.endsOn,
    stars: stars.map((star, i) => {
      const minutesNow = accounts[i]?.minutesServed ?? 0;
      return StarInRound.parse({ ...star, minutesNow, reached: minutesNow >= minutesOfStar(levelOf(star)) });
    }),
    objections,
  });
}

const levelOf = ({ level }: Star): StarLevel => level as StarLevel;

async function starsOf({ tenantId, table }: Scope, roundId: string): Promise<Star[]> {
  const query = Stars.query.ofRound({ tenantId, roundId });
  const { items } = await table.page(Stars, query, { limit: STARS_A_ROUND, order: 'desc' });
  return items.map((star) => Star.parse(star));
}

async function accountsOf({ tenantId, table }: Scope, stars: readonly Star[]) {
  const found = await table.getMany(
    stars.map(({ volunteerId }) => ({
      entity: Accounts,
      operation: Accounts.get({ tenantId, id: memberAccountId(tenantId, volunteerId) }),
    })),
    { consistent: true },
  );
  return found.map((account) => (account === undefined ? undefined : Account.parse(account)));
}

/**
 * Grants every star of a round that can be: its publicity is over, no objection to it is open or was upheld, and the hours
 * still reach the level. Each is a commit of its own whose conditions say so, and an objection to one keeps no other
 * waiting; none is granted twice. Answers with the round as it stands then. Throws `conflict` before its last day is over.
 */
export async function grantStars(scope: Scope, roundId: string): Promise<StarRoundDetail> {
  requirePermission(scope, 'timebank:write');
  const { tenantId, table } = scope;
  const round = await table.get(StarRounds, StarRounds.get({ tenantId, id: roundId }));
  if (round === undefined) throw notFound('starRound');
  if (plainDateOf(scope.now) <= round.endsOn)
    throw new LinliError('conflict', 'publicityOpen', { params: { endsOn: round.endsOn } });
  const waiting = (await starsOf(scope, roundId)).filter(({ state }) => state === 'announced');
  const [accounts, personIds] = await Promise.all([accountsOf(scope, waiting), personsAmong(scope, waiting)]);
  for (const [i, star] of waiting.entries()) {
    const account = accounts[i];
    // Nobody grants themselves a star: another does, or it waits.
    if (
      account === undefined ||
      (scope.actor.personId !== undefined && personIds[i] === scope.actor.personId)
    )
      continue;
    const stays = new LinliError('conflict', 'alreadyChanged');
    await table.commit(granting(scope, star, account, stays)).catch((error: unknown) => {
      if (error !== stays) throw error;
    });
  }
  return getStarRound(scope, roundId);
}

/** Whose matter each star is; asked only when whoever grants may be among them. */
async function personsAmong({ tenantId, table, actor }: Scope, stars: readonly Star[]) {
  if (actor.personId === undefined) return [];
  const found = await table.getMany(
    stars.map(({ volunteerId: id }) => ({
      entity: Volunteers,
      operation: Volunteers.get({ tenantId, id }),
    })),
  );
  return found.map((volunteer) => (volunteer as { personId?: string } | undefined)?.personId);
}

function granting(scope: Scope, star: Star, account: Account, stays: LinliError): Write[] {
  const { tenantId, now, actor } = scope;
  const { id, volunteerId, name, level } = star;
  const today = plainDateOf(now);
  const granted = Stars.patch({ tenantId, id })
    .set({ state: 'granted', grantedOn: today, grantedBy: actor.name })
    .where(
      (kept, { eq, lt }) =>
        `${eq(kept.state, 'announced')} AND ${eq(kept.openObjections, 0)} AND ${lt(kept.publicUntil, today)} AND ${eq(kept.roundId, star.roundId)}`,
    );
  const agreed = account.naming?.agreed === true;
  // The wall follows from what the volunteer has said: should they say otherwise at this moment, this waits for the next time.
  const raised = Accounts.patch({ tenantId, id: account.id })
    .set({ star: level })
    .where((kept, { gte, lt, notExists, eq }) =>
      [
        gte(kept.minutesServed, minutesOfStar(levelOf(star))),
        `(${notExists(kept.star)} OR ${lt(kept.star, level)})`,
        agreed
          ? eq(kept.naming.agreed, true)
          : `(${notExists(kept.naming.agreed)} OR ${eq(kept.naming.agreed, false)})`,
      ].join(' AND '),
    );
  const onTheWall = Honours.upsert({ tenantId, id: volunteerId, name, level });
  return [
    write(granted, stays),
    write(raised, stays),
    ...(agreed ? [write(onTheWall, stays)] : []),
    recordChange(scope, { action: 'grant', noun: 'star', id, after: { level }, about: volunteerId }),
  ];
}
