import { phoneTailOf, phoneTails } from '../../courtyard/index.ts';
import { LinliError, type Scope } from '../../kernel/index.ts';
import { type StreamEvent, type Table, write } from '../../table/index.ts';
import { volunteersOf } from '../anonymous-volunteer.ts';
import { Volunteers } from '../entities.ts';
import { Volunteer } from '../volunteer.ts';
import { Finders } from './entities.ts';
import { type Finder, findersLike, findersOf, volunteerOfFinder } from './finder.ts';

type Place = Pick<Scope, 'table' | 'tenantId'>;
type Image = Record<string, unknown>;

/**
 * Keeps what volunteers are found by at the desk in step with their names and phones. A batch only says whom to look at:
 * what is written follows from the records as they are now, so the same batch again, or batches in another order, end with
 * the same. Two round trips and one for 25 finders, and a query for each person whose phone has changed.
 */
export async function projectFinders(
  tableOf: (tenantId: string) => Table,
  events: readonly StreamEvent[],
): Promise<void> {
  const byTenant = Map.groupBy(events.filter(concernsFinders), ({ newImage, oldImage }) =>
    String((newImage ?? oldImage)?.['tenantId']),
  );
  for (const [tenantId, ofTenant] of byTenant)
    await keepFinders({ tenantId, table: tableOf(tenantId) }, ofTenant);
}

function concernsFinders({ newImage, oldImage }: StreamEvent): boolean {
  const differs = (field: string) => newImage?.[field] !== oldImage?.[field];
  switch ((newImage ?? oldImage)?.['__edb_e__']) {
    case 'volunteer':
      return differs('name') || differs('personId');
    case 'person':
      // Whoever is new is no volunteer yet.
      return oldImage !== undefined && differs('phone');
    default:
      return false;
  }
}

async function keepFinders(place: Place, events: readonly StreamEvent[]): Promise<void> {
  const { table, tenantId } = place;
  const about = await Promise.all(events.map((event) => whomItIsAbout(place, event)));
  const now = await currentFinders(place, [...new Set(about.flatMap(({ ids }) => ids))]);
  await table.insertMany(now.map(({ id }) => Finders.create({ tenantId, id })));
  const current = new Set(now.map(({ id }) => id));
  const once = new Set(about.flatMap((each) => each.once.map(({ id }) => id)));
  for (const id of [...once].filter((each) => !current.has(each)))
    await table.commit([
      write(Finders.delete({ tenantId, id }), new LinliError('conflict', 'alreadyChanged')),
    ]);
}

/** The volunteers to look at, and what they, or others, may have been found by before. */
type About = { ids: string[]; once: Finder[] };

async function whomItIsAbout(place: Place, { newImage, oldImage }: StreamEvent): Promise<About> {
  const images = [newImage, oldImage].filter((image) => image !== undefined);
  const isOfPerson = images[0]?.['__edb_e__'] === 'person';
  if (isOfPerson) return aboutPerson(place, oldImage as Image, newImage);
  const ids = images.map(({ id }) => String(id));
  if (oldImage === undefined) return { ids, once: [] };
  const was = Volunteer.parse(oldImage);
  const tails = await phoneTails(place, [was.personId]);
  return { ids, once: findersOf(was, tails.get(was.personId)) };
}

/** A phone that is no longer theirs is looked for itself: whose it was may be gone already. */
async function aboutPerson(place: Place, was: Image, is: Image | undefined): Promise<About> {
  const { table, tenantId } = place;
  const tail = phoneTailOf(was['phone'] as string | undefined);
  const [once, roles] = await Promise.all([
    tail === undefined
      ? []
      : table.all(Finders, Finders.query.byId({ tenantId }).begins({ id: findersLike('tail', tail) })),
    is === undefined ? [] : volunteersOf(place, { id: String(is['id']), name: String(is['name']) }),
  ]);
  return { once, ids: [...once.map(volunteerOfFinder), ...roles.map(({ id }) => id)] };
}

/** What these are found by now. Whose person is not in the register, or was erased, is found by nothing. */
export async function currentFinders(place: Place, ids: readonly string[]): Promise<Finder[]> {
  const { table, tenantId } = place;
  const found = await table.getMany(
    ids.map((id) => ({ entity: Volunteers, operation: Volunteers.get({ tenantId, id }) })),
    { consistent: true },
  );
  const volunteers = found.flatMap((item) => (item === undefined ? [] : [Volunteer.parse(item)]));
  const tails = await phoneTails(
    place,
    volunteers.map(({ personId }) => personId),
  );
  return volunteers.flatMap((volunteer) =>
    tails.has(volunteer.personId) ? findersOf(volunteer, tails.get(volunteer.personId)) : [],
  );
}
