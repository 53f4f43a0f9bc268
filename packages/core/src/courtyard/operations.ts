import { z } from 'zod';
import {
  behind,
  type FigureRequest,
  notFound,
  type Page,
  type PageRequest,
  plainDateOf,
  requirePermission,
  type Scope,
} from '../kernel/index.ts';
import { view, viewPage } from '../table/index.ts';
import { ageOn } from './age.ts';
import { Courtyard, tallyCourtyard } from './courtyard.ts';
import { Courtyards, Households, Persons } from './entities.ts';
import { Household, tallyHousehold } from './household.ts';
import { Person, tallyPerson } from './person.ts';

/** In the community's own order; with `figure`, the rows behind it. */
export async function listCourtyards(
  scope: Scope,
  request: PageRequest & FigureRequest,
): Promise<Page<Courtyard>> {
  requirePermission(scope, 'courtyard:read');
  const query = Courtyards.query.inOrder({ tenantId: scope.tenantId });
  return viewPage(
    Courtyard,
    await scope.table.page(Courtyards, query, { ...request, keep: behind(tallyCourtyard, request) }),
  );
}

export async function getCourtyard(scope: Scope, id: string): Promise<Courtyard> {
  requirePermission(scope, 'courtyard:read');
  const courtyard = await scope.table.get(Courtyards, Courtyards.get({ tenantId: scope.tenantId, id }));
  if (courtyard === undefined) throw notFound('courtyard');
  return view(Courtyard, courtyard);
}

/** In order of household number; courtyard by courtyard when none is named; with `figure`, the rows behind it. */
export async function listHouseholds(
  scope: Scope,
  request: PageRequest & FigureRequest & { courtyardId?: string },
): Promise<Page<Household>> {
  requirePermission(scope, 'courtyard:read');
  const { tenantId } = scope;
  const { courtyardId } = request;
  const query = Households.query.inOrder({ tenantId, ...(courtyardId && { courtyardId }) });
  return viewPage(
    Household,
    await scope.table.page(Households, query, { ...request, keep: behind(tallyHousehold, request) }),
  );
}

export const HouseholdDetail = Household.extend({ residents: z.array(Person) });
export type HouseholdDetail = z.infer<typeof HouseholdDetail>;

/** A household with the persons who live in it, 100 at most. */
export async function getHousehold(scope: Scope, id: string): Promise<HouseholdDetail> {
  requirePermission(scope, 'courtyard:read');
  const { tenantId, table } = scope;
  const household = await table.get(Households, Households.get({ tenantId, id }));
  if (household === undefined) throw notFound('household');
  const inIt = Persons.query.ofCourtyard({ tenantId, listedIn: household.courtyardId, listedUnder: id });
  const { items: residents } = await table.page(Persons, inIt, { limit: 100 });
  return view(HouseholdDetail, { ...household, residents });
}

/**
 * Of a courtyard, household by household; with `search`, of the whole community those whose name begins with it; of the
 * whole community by name otherwise. With `figure`, of these the rows behind it.
 */
export async function listPersons(
  scope: Scope,
  request: PageRequest & FigureRequest & { courtyardId?: string; search?: string },
): Promise<Page<Person>> {
  requirePermission(scope, 'courtyard:read');
  const query = personQuery(scope.tenantId, request);
  return viewPage(
    Person,
    await scope.table.page(Persons, query, { ...request, keep: behind(tallyPerson, request) }),
  );
}

function personQuery(tenantId: string, { courtyardId, search }: { courtyardId?: string; search?: string }) {
  if (search) return Persons.query.byName({ tenantId }).begins({ name: search });
  if (courtyardId) return Persons.query.ofCourtyard({ tenantId, listedIn: courtyardId });
  return Persons.query.byName({ tenantId });
}

/** `age` in whole years today; absent when the month of birth is not known. */
export const PersonDetail = Person.extend({ age: z.number().int().optional() });
export type PersonDetail = z.infer<typeof PersonDetail>;

export async function getPerson(scope: Scope, id: string): Promise<PersonDetail> {
  requirePermission(scope, 'courtyard:read');
  const person = await scope.table.get(Persons, Persons.get({ tenantId: scope.tenantId, id }));
  if (person === undefined) throw notFound('person');
  const age = person.bornIn === undefined ? undefined : ageOn(person.bornIn, plainDateOf(scope.now));
  return view(PersonDetail, { ...person, age });
}
