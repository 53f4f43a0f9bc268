import { given } from '#lib/console/form.ts';

type Typed = Readonly<Record<string, string>>;

const number = (typed: string | undefined): number | undefined => {
  const said = given(typed);
  return said === undefined ? undefined : Number(said);
};

/** What a form says of a gift: to whom, and how much each. What is no number is refused by the API, beside its field. */
export const giftIn = (typed: Typed) => ({
  group: {
    courtyardId: given(typed['group.courtyardId']),
    ageFrom: number(typed['group.ageFrom']),
    partyBadge: typed['group.partyBadge'] === 'yes' ? true : undefined,
    skill: given(typed['group.skill']),
  },
  shares: {
    points: number(typed['shares.points']) ?? Number.NaN,
    budget: number(typed['shares.budget']),
    upTo: typed['shares.upTo'] === 'yes',
  },
});

/** What was shown of it, when the form is sent for good. */
export const shownIn = (typed: Typed) => ({
  reason: typed['reason'] ?? '',
  people: number(typed['people']) ?? 0,
  total: number(typed['total']) ?? 0,
});

/** A refusal that belongs to no field of the form. */
export const unplaced = (form: { message: string; errors: Readonly<Record<string, string>> } | null) => {
  const placed = ['group.ageFrom', 'group.skill', 'shares.points', 'shares.budget', 'reason', 'signer'];
  return placed.some((field) => form?.errors[field] !== undefined) ? '' : (form?.message ?? '');
};
