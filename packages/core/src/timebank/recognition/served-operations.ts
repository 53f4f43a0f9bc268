import type { Scope } from '../../kernel/index.ts';
import { throughDay } from '../../table/index.ts';
import { ServiceRecords } from '../entities.ts';
import { ServiceRecord } from '../service-record.ts';

type Period = { volunteerId: string; from: string; to: string };

/** All that one volunteer did from one day to another, both counted: as much as one person can do between them. */
export async function servedIn(
  { table, tenantId }: Scope,
  { volunteerId, from, to }: Period,
): Promise<ServiceRecord[]> {
  const query = ServiceRecords.query
    .ofVolunteer({ tenantId, volunteerId })
    .between({ servedOn: from }, { servedOn: throughDay(to) });
  return (await table.all(ServiceRecords, query)).map((record) => ServiceRecord.parse(record));
}
