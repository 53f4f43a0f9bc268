import { m } from '#lib/paraglide/messages.js';
import type { Place } from '../place.server.ts';
import type { AnswerOf, Communities } from '../rows.ts';
import type { HeldRole, Option, RoleChoice, Roles } from './people-types.ts';

type CourtyardList = AnswerOf<Communities['courtyard']['courtyards']>;

/** The roles that are given here, the courtyards they may name, and how a held role is said. */
export async function roleChoices({ community, get }: Place) {
  const [{ items }, courtyards] = await Promise.all([
    get<Roles>('identity/roles'),
    community === undefined ? [] : courtyardOptions(get),
  ]);
  const roles: RoleChoice[] = items
    .filter(({ reach }) => (reach === 'district') === (community === undefined))
    .map(({ role, name, reach }) => ({ value: role, label: name, reach }));
  const labelOf = (options: readonly Option[], value: string) =>
    options.find((option) => option.value === value)?.label ?? value;
  const said = ({ role, courtyardIds = [] }: HeldRole): string => {
    const names = courtyardIds.map((id) => labelOf(courtyards, id)).join(m.console_list_comma());
    return names === '' ? labelOf(roles, role) : `${labelOf(roles, role)}（${names}）`;
  };
  return { roles, courtyards, said };
}

async function courtyardOptions(get: Place['get']): Promise<Option[]> {
  // Where the community does not use courtyards there are none to choose.
  const { items } = await get<CourtyardList>('courtyard/courtyards?limit=100');
  return items.map(({ id, name }) => ({ value: id, label: name }));
}
