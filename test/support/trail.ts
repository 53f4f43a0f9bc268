import { type Anchor, sealEvents } from '@linli/core/audit';
import type { StreamEvent } from '@linli/core/table';
import type { Trail } from '../../packages/core/src/audit/check-seals.ts';
import { districtTable, type TestTable, tenantTable } from './engine.ts';

export const DISTRICT = 'main';

/** Seals events of a test's table as the stream's handler would; returns what left the table's custody. */
export async function sealInto(
  table: TestTable,
  events: readonly StreamEvent[],
  options: { shard?: string; clock?: () => string } = {},
): Promise<Anchor[]> {
  const anchors: Anchor[] = [];
  const district = { districtId: DISTRICT, table: districtTable(table, DISTRICT) };
  const { shard = 'shard-1', clock = () => '2026-05-01T00:00:00.000Z' } = options;
  await sealEvents(
    { district, tenantTable: (id) => tenantTable(table, id), clock, anchored: (one) => anchors.push(one) },
    shard,
    events,
  );
  return anchors;
}

type Item = Record<string, unknown>;

/** Every item of one owner and of the control plane's anchors, by key: what verification reads, to be tampered with. */
export type Copy = Map<string, Item>;

export const copyKey = ({ pk, sk }: Item): string => `${pk} ${sk}`;

/** What verification reads of a copy, in the order in which a table gives it. */
export function trailOf(copy: Copy, owner: string): Trail {
  const prefix = owner === '*' ? `D#${DISTRICT}#` : `T#${owner}#`;
  const within = (pk: string): Item[] =>
    [...copy.values()]
      .filter((item) => item['pk'] === pk)
      .sort((a, b) => (String(a['sk']) < String(b['sk']) ? -1 : 1));
  return {
    owner,
    seals: () => given(within(`${prefix}auditSeal`)),
    items: (collection) => given(within(`${prefix}${collection}`)),
    head: async () => within(`${prefix}auditHead`)[0],
    anchors: () => given(within(`D#${DISTRICT}#auditAnchor#${owner}`)),
  };
}

async function* given(items: readonly Item[]) {
  yield* items;
}
