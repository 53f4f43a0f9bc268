import { z } from 'zod';
import {
  notFound,
  parse,
  plainDateOf,
  requireCourtyards,
  requireWithin,
  type Scope,
} from '../../kernel/index.ts';
import { view } from '../../table/index.ts';
import { memberAccountId } from '../account.ts';
import { Accounts, Volunteers } from '../entities.ts';
import { requireOwnVolunteer } from '../own.ts';
import { Volunteer } from '../volunteer.ts';
import { servedIn } from './served-operations.ts';
import { ServiceYear, yearOf } from './service-year.ts';

/** `this`: the one it is now in Shanghai. */
const Year = z.object({ year: z.string().regex(/^(this|(19|20)\d\d)$/) });

type Asked = z.input<typeof Year>;

/** One volunteer's year from the hours book: two round trips, and as many rows as one person serves in a year. */
export async function getServiceYear(scope: Scope, volunteerId: string, input: Asked): Promise<ServiceYear> {
  const within = requireCourtyards(scope, 'timebank:read');
  const year = yearAsked(scope, input);
  const { tenantId, table } = scope;
  const [stored, account] = await table.getMany([
    { entity: Volunteers, operation: Volunteers.get({ tenantId, id: volunteerId }) },
    { entity: Accounts, operation: accountOf(scope, volunteerId) },
  ]);
  if (stored === undefined) throw notFound('volunteer');
  const volunteer = Volunteer.parse(stored);
  requireWithin(within, volunteer.courtyardId, 'volunteer');
  return servedInYear(scope, volunteer, account, year);
}

/** The year of whoever asks. */
export async function getOwnServiceYear(scope: Scope, input: Asked): Promise<ServiceYear> {
  const volunteer = await requireOwnVolunteer(scope);
  const year = yearAsked(scope, input);
  const account = await scope.table.get(Accounts, accountOf(scope, volunteer.id));
  return servedInYear(scope, volunteer, account, year);
}

function yearAsked({ now }: Scope, input: Asked): string {
  const asked = parse(Year, input).year;
  return asked === 'this' ? plainDateOf(now).slice(0, 4) : asked;
}

const accountOf = ({ tenantId }: Scope, volunteerId: string) =>
  Accounts.get({ tenantId, id: memberAccountId(tenantId, volunteerId) });

async function servedInYear(
  scope: Scope,
  { id: volunteerId, volunteerNo, name }: Volunteer,
  account: unknown,
  year: string,
): Promise<ServiceYear> {
  const records = await servedIn(scope, { volunteerId, from: `${year}-01-01`, to: `${year}-12-31` });
  const { minutesServed = 0, star } = (account ?? {}) as { minutesServed?: number; star?: number };
  const said = { volunteerId, volunteerNo, name, year, minutesServed, star };
  return view(ServiceYear, { ...said, ...yearOf(year, records) });
}
