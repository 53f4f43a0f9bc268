import { ageOn, type Living, livingOf } from '../../courtyard/index.ts';
import { LinliError, plainDateOf, type Scope } from '../../kernel/index.ts';
import { memberAccountId } from '../account.ts';
import { Volunteers } from '../entities.ts';
import { LINES_LIMIT, type ListLine } from '../lists/points-list.ts';
import { Volunteer } from '../volunteer.ts';
import { stateOf } from '../volunteers/standing.ts';
import { type GiftGroup, type GiftShares, neediestFirst, sharesOf } from './gift-plan.ts';

/** What a gift comes to, line by line. */
export type Chosen = { inGroup: number; lines: ListLine[] };

/**
 * Who of the volunteers gets what: the group in the order of need, with the share of each. `except` are the persons who decide
 * about it: nobody gives to themselves. Goes through the volunteers once, and through what the register knows of them.
 */
export async function chooseRecipients(
  scope: Scope,
  group: GiftGroup,
  shares: GiftShares,
  except: readonly string[],
): Promise<Chosen> {
  const today = plainDateOf(scope.now);
  const volunteers = await volunteersIn(scope, group, except);
  const living = await livingOf(
    scope,
    volunteers.map(({ personId }) => personId),
  );
  const inGroup = volunteers.flatMap((volunteer) => {
    const how = living.get(volunteer.personId);
    if (how === undefined || !isOfAge(how, group, today)) return [];
    return [{ volunteer, living: how, number: volunteer.volunteerNo }];
  });
  if (inGroup.length === 0) throw new LinliError('invalid', 'groupEmpty', { field: 'group' });
  const ordered = neediestFirst(inGroup, today);
  const points = sharesOf(ordered.length, shares);
  if (points.length === 0) throw new LinliError('invalid', 'budgetTooSmall', { field: 'shares.budget' });
  if (points.length > LINES_LIMIT) throw tooLarge();
  return {
    inGroup: inGroup.length,
    lines: points.map((each, i) => lineOf(scope, (ordered[i] as (typeof ordered)[number]).volunteer, each)),
  };
}

const tooLarge = () =>
  new LinliError('invalid', 'groupTooLarge', { field: 'group', params: { max: LINES_LIMIT } });

/** So many are looked at for one gift: a community has hundreds of volunteers. */
const LOOKED_AT = 5000;

async function volunteersIn(
  { table, tenantId }: Scope,
  group: GiftGroup,
  except: readonly string[],
): Promise<Volunteer[]> {
  const { courtyardId, partyBadge, skill } = group;
  const within: Volunteer[] = [];
  for await (const item of table.each(Volunteers, Volunteers.query.byNumber({ tenantId }))) {
    const volunteer = Volunteer.parse(item);
    const words = [volunteer.skill ?? '', ...(volunteer.skills ?? [])];
    if (
      stateOf(volunteer) !== 'left' &&
      (courtyardId === undefined || volunteer.courtyardId === courtyardId) &&
      (partyBadge !== true || volunteer.partyBadge !== undefined) &&
      (skill === undefined || words.some((word) => word.includes(skill))) &&
      !except.includes(volunteer.personId)
    )
      within.push(volunteer);
    if (within.length > LOOKED_AT) throw tooLarge();
  }
  return within;
}

const isOfAge = ({ bornIn }: Living, { ageFrom }: GiftGroup, today: string): boolean =>
  ageFrom === undefined || (bornIn !== undefined && ageOn(bornIn, today) >= ageFrom);

const lineOf = ({ tenantId }: Scope, { id, name, volunteerNo }: Volunteer, points: number): ListLine => ({
  ...{ holder: id, account: memberAccountId(tenantId, id), ownerKind: 'member' },
  ...{ number: volunteerNo, name, points },
});
