import { itemBytes, readUnits } from '../../packages/core/src/table/capacity.ts';
import { type TestTable, tenantTable } from '../support/engine.ts';

/** DESIGN §4: a page may read half as much again as it cannot do without. */
export const OVER_FLOOR = 1.5;

/** The community's own item, as a visitor reads it, and a session, which must not be a moment old. */
const COMMUNITY_UNITS = 0.5;
const SESSION_UNITS = 1;

const ROWS = 25;
const MONTHS = 24;

type Stored = Record<string, unknown>;

/** All that the home page shows, had it been stored side by side: the totals, two years of months, and five lists. */
export async function homeFloor(made: TestTable, tenantId: string): Promise<number> {
  const table = tenantTable(made, tenantId);
  const lists = ['courtyard', 'room', 'course', 'organisation', 'unit'].map((list) =>
    every(table.eachStored(list)),
  );
  const shown = await Promise.all([
    every(table.eachStored('tally', { from: 'all#', to: 'all#~' })),
    table.lastStored('tally', { from: 'community#0', to: 'community#9~' }, MONTHS),
    ...lists,
  ]);
  return COMMUNITY_UNITS + unitsOf(shown.flat());
}

/** Who asks and where, and twenty-five rows. */
export async function listFloor(made: TestTable, tenantId: string): Promise<number> {
  const rows = await tenantTable(made, tenantId).lastStored('serviceRecord', { from: ' ', to: '~' }, ROWS);
  return SESSION_UNITS + COMMUNITY_UNITS + unitsOf(rows);
}

async function every(items: AsyncIterable<Stored>): Promise<Stored[]> {
  const all: Stored[] = [];
  for await (const item of items) all.push(item);
  return all;
}

const unitsOf = (items: readonly Stored[]): number =>
  readUnits(
    items.reduce((sum, item) => sum + itemBytes(item), 0),
    'eventual',
  );
