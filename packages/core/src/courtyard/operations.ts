import { z } from 'zod';
import {
  allHold,
  behind,
  courtyardsAsked,
  type FigureRequest,
  notFound,
  type Page,
  type PageRequest,
  plainDateOf,
  requireCourtyards,
  requireWithin,
  rowsWithin,
  type Scope,
} from '../kernel/index.ts';
import { pageThrough, view, viewPage } from '../table/index.ts';
import { ageOn } from './age.ts';
import { Courtyard, tallyCourtyard } from './courtyard.ts';
import { Courtyards, Households, Persons } from './entities.ts';
import { Household, tallyHousehold } from './household.ts';
import { Person, tallyPerson } from './person.ts';

/** In the community's own order, as far as somebody reaches; with `figure`, the rows behind it. */
export async function listCourtyards(
  scope: Scope,
  request: PageRequest & FigureRequest,
): Promise<Page<Courtyard>> {
  const within = rowsWithin(requireCourtyards(scope, 'courtyard:read'));
  const query = Courtyards.query.inOrder({ tenantId: scope.tenantId });
  const reached = within && ((courtyard: Courtyard) => within({ courtyardId: courtyard.id }));
  const keep = allHold(behind(tallyCourtyard, request), reached);
  return viewPage(Courtyard, await scope.table.page(Courtyards, query, { ...request, keep }));
}

/** What ids of courtyards stand for, in a sentence for whoever may read that: a community has tens, and their names are public. */
export async function courtyardNames({ tenantId, table }: Scope): Promise<Map<string, string>> {
  const all = await table.all(Courtyards, Courtyards.query.inOrder({ tenantId }));
  return new Map(all.map(({ id, name }) => [id, name]));
}

export async function getCourtyard(scope: Scope, id: string): Promise<Courtyard> {
  requireWithin(requireCourtyards(scope, 'courtyard:read'), id, 'courtyard');
  const courtyard = await scope.table.get(Courtyards, Courtyards.get({ tenantId: scope.tenantId, id }));
  if (courtyard === undefined) throw notFound('courtyard');
  return view(Courtyard, courtyard);
}

/** In order of household number; courtyard by courtyard when none is asked for; with `figure`, the rows behind it. */
export async function listHouseholds(
  scope: Scope,
  request: PageRequest & FigureRequest & { courtyardId?: string },
): Promise<Page<Household>> {
  const { tenantId, table } = scope;
  const asked = courtyardsAsked(requireCourtyards(scope, 'courtyard:read'), request.courtyardId);
  const listing = { ...request, keep: behind(tallyHousehold, request) };
  if (asked === 'all')
    return viewPage(Household, await table.page(Households, Households.query.inOrder({ tenantId }), listing));
  const parts = asked.map((courtyardId) => ({
    name: courtyardId,
    query: Households.query.inOrder({ tenantId, courtyardId }),
  }));
  return viewPage(Household, await pageThrough(table, Households, parts, listing));
}

export const HouseholdDetail = Household.extend({ residents: z.array(Person) });
export type HouseholdDetail = z.infer<typeof HouseholdDetail>;

/** A household with the persons who live in it, 100 at most. */
export async function getHousehold(scope: Scope, id: string): Promise<HouseholdDetail> {
  const within = requireCourtyards(scope, 'courtyard:read');
  const { tenantId, table } = scope;
  const household = await table.get(Households, Households.get({ tenantId, id }));
  if (household === undefined) throw notFound('household');
  requireWithin(within, household.courtyardId, 'household');
  const inIt = Persons.query.ofCourtyard({ tenantId, listedIn: household.courtyardId, listedUnder: id });
  const { items: residents } = await table.page(Persons, inIt, { limit: 100 });
  return view(HouseholdDetail, { ...household, residents });
}

/**
 * Of a courtyard, household by household; with `search`, of all that somebody reaches those whose name begins with it. Of
 * all that they reach otherwise: of a whole community by name, of named courtyards one after the other. With `figure`,
 * of these the rows behind it.
 */
export async function listPersons(
  scope: Scope,
  request: PageRequest & FigureRequest & { courtyardId?: string; search?: string },
): Promise<Page<Person>> {
  const reached = requireCourtyards(scope, 'courtyard:read');
  const { tenantId, table } = scope;
  const { search, courtyardId } = request;
  const figure = behind(tallyPerson, request);
  const byName = Persons.query.byName({ tenantId });
  if (search) {
    const keep = allHold(figure, rowsWithin(reached));
    return viewPage(Person, await table.page(Persons, byName.begins({ name: search }), { ...request, keep }));
  }
  const asked = courtyardsAsked(reached, courtyardId);
  if (asked === 'all')
    return viewPage(Person, await table.page(Persons, byName, { ...request, keep: figure }));
  const parts = asked.map((listedIn) => ({
    name: listedIn,
    query: Persons.query.ofCourtyard({ tenantId, listedIn }),
  }));
  return viewPage(Person, await pageThrough(table, Persons, parts, { ...request, keep: figure }));
}

/** `age` in whole years today; absent when the month of birth is not known. */
export const PersonDetail = Person.extend({ age: z.number().int().optional() });
export type PersonDetail = z.infer<typeof PersonDetail>;

export async function getPerson(scope: Scope, id: string): Promise<PersonDetail> {
  const within = requireCourtyards(scope, 'courtyard:read');
  const person = await scope.table.get(Persons, Persons.get({ tenantId: scope.tenantId, id }));
  if (person === undefined) throw notFound('person');
  requireWithin(within, person.courtyardId, 'person');
  const age = person.bornIn === undefined ? undefined : ageOn(person.bornIn, plainDateOf(scope.now));
  return view(PersonDetail, { ...person, age });
}
