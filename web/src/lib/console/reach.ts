/**
 * What whoever is signed in may do in a community, as the API tells it: by permission the courtyards, or all. A page
 * offers nothing that the API would refuse; the API refuses it all the same.
 */
export type Reach = Readonly<Record<string, 'all' | readonly string[]>>;

/** Somewhere in the community, if only in one courtyard. */
export const may = (reach: Reach, permission: string): boolean => reach[permission] !== undefined;

/** In the whole community. */
export const mayEverywhere = (reach: Reach, permission: string): boolean => reach[permission] === 'all';

/** To what lies in this courtyard; what lies in none is for those who reach the whole community. */
export function mayIn(reach: Reach, permission: string, courtyardId: string | undefined): boolean {
  const courtyards = reach[permission];
  if (courtyards === undefined || courtyards === 'all') return courtyards === 'all';
  return courtyardId !== undefined && courtyards.includes(courtyardId);
}

/** Lists that open to others than those who read the rest of their domain. */
const OPENED_BY: Readonly<Record<string, string>> = { 'timebank/service-proposals': 'timebank:confirm' };

/** What shows a domain's lists and their pages: `timebank`, `timebank/cards`, `timebank/cards/crd_1`. */
export const readOf = (path: string): string =>
  OPENED_BY[path.split('/', 2).join('/')] ?? `${path.split('/')[0]}:read`;

/** Lists of a domain that are no courtyard's: whoever reaches some courtyards only has no part in them. */
const OF_THE_WHOLE: readonly string[] = [
  'timebank/points-entries',
  'timebank/points-lists',
  'timebank/sponsor-promises',
  'timebank/star-rounds',
  'timebank/certificates',
];

/** Whether somebody may open a list of the console, or a page of it: `timebank/cards`, `timebank/cards/crd_1`. */
export const mayOpen = (reach: Reach, path: string): boolean =>
  OF_THE_WHOLE.some((whole) => path.startsWith(whole))
    ? mayEverywhere(reach, readOf(path))
    : may(reach, readOf(path));

/** Whether somebody has any work in the console at all, beyond what everyone sees on the public pages. */
export const hasWork = (reach: Reach): boolean =>
  Object.keys(reach).some((permission) => !/^public:|:own$/.test(permission));
