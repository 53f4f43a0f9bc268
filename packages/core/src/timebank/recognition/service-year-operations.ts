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
import { Volunteer } from '../volunteer.ts';
import { servedIn } from './served-operations.ts';
import { ServiceYear, yearOf } from './service-year.ts';

/** `this`: the one it is now in Shanghai. */
const Year = z.object({ year: z.string().regex(/^(this|(19|20)\d\d)$/) });

/** One volunteer's year from the hours book: two round trips, and as many rows as one person serves in a year. */
export async function getServiceYear(
  scope: Scope,
  volunteerId: string,
  input: z.input<typeof Year>,
): Promise<ServiceYear> {
  const within = requireCourtyards(scope, 'timebank:read');
  const asked = parse(Year, input).year;
  const year = asked === 'this' ? plainDateOf(scope.now).slice(0, 4) : asked;
  const { tenantId, table } = scope;
  const [stored, account] = await table.getMany([
    { entity: Volunteers, operation: Volunteers.get({ tenantId, id: volunteerId }) },
    {
      entity: Accounts,
      operation: Accounts.get({ tenantId, id: memberAccountId(tenantId, volunteerId) }),
    },
  ]);
  if (stored === undefined) throw notFound('volunteer');
  const { name, volunteerNo, courtyardId } = Volunteer.parse(stored);
  requireWithin(within, courtyardId, 'volunteer');
  const records = await servedIn(scope, { volunteerId, from: `${year}-01-01`, to: `${year}-12-31` });
  const { minutesServed = 0, star } = (account ?? {}) as { minutesServed?: number; star?: number };
  const said = { volunteerId, volunteerNo, name, year, minutesServed, star };
  return view(ServiceYear, { ...said, ...yearOf(year, records) });
}
