import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type DistrictScope, IN_JOB, SYSTEM } from '@linli/core/kernel';
import { createApp } from '@linli/functions/api';
import { createAuthApp } from '../../../functions/src/auth/app.ts';
import { folderFiles } from '../../../functions/src/local/files.ts';
import { handleStreamEvents } from '../../../functions/src/stream/handle.ts';
import {
  createTestTable,
  districtTable,
  publicTable,
  startEngine,
  tenantTable,
} from '../../support/engine.ts';
import { testMasterKey } from '../../support/master-key.ts';
import { readWholeStream } from '../../support/stream.ts';
import { Wire } from '../wire.ts';
import { type Filled, fill, type Wanted } from './community.ts';
import { KeptFolder } from './kept-folder.ts';
import { reception } from './people.ts';
import { routesOf } from './routes.ts';
import { Snapshot } from './snapshot.ts';
import { traced } from './tracing.ts';

/** Standing still: sessions neither run out nor does an answer change by when it was asked. */
export const NOW = '2019-05-10T02:00:00.000Z';
const DISTRICT = 'gaoxin';

export type World = Awaited<ReturnType<typeof openWorld>>;

/** The API and signing in over one engine, with the communities that were asked for, filled. */
export async function openWorld(wanted: readonly Wanted[]) {
  const engine = await startEngine();
  const folder = await mkdtemp(join(tmpdir(), 'linli-battery-'));
  const kept = new KeptFolder(folder);
  const made = await createTestTable(engine.endpoint);
  const wire = new Wire(engine.endpoint);
  const table = { ...made, client: traced(wire) };
  const files = folderFiles(folder);
  const faults: Record<string, unknown>[] = [];
  const shared = {
    districtId: DISTRICT,
    districtTable: districtTable(table, DISTRICT),
    clock: () => NOW,
    log: (entry: Record<string, unknown>) => void faults.push(entry),
  };
  const tenantTableOf = (tenantId: string) => tenantTable(table, tenantId);
  const api = createApp({
    ...shared,
    tenantTable: tenantTableOf,
    publicTable: (tenantId) => publicTable(table, tenantId),
    files,
    masterKey: testMasterKey,
    origin: 'http://localhost:3000',
  });
  const signingIn = {
    ...shared,
    trustedOrigins: ['http://localhost:3000'] as const,
    secret: 'R8vJ2xQm4Ks7Wp1Zt6Yb9Nc3Hd5Gf0La',
    secureCookies: false,
    secondFactorDemanded: false,
  };
  const auth = createAuthApp(signingIn);
  const asking = { actor: SYSTEM, now: NOW, requestId: 'req_battery', from: IN_JOB };
  const district: DistrictScope = { ...asking, districtId: DISTRICT, table: shared.districtTable };

  const snapshot = new Snapshot(engine.endpoint, made);

  const communities: Filled[] = [];
  for (const one of wanted)
    communities.push(await fill({ district, files, tenantTable: tenantTableOf }, one));
  const { events } = await readWholeStream(engine.endpoint, made);
  const ignored = async () => {};
  await handleStreamEvents(
    {
      district,
      tenantTable: tenantTableOf,
      clock: shared.clock,
      anchored: () => {},
      wantJob: ignored,
      wantMessage: ignored,
    },
    'shard',
    events,
  );

  return {
    ...{ api, auth, district, communities, faults, folder, files },
    tenantTable: tenantTableOf,
    publicTable: (tenantId: string) => publicTable(table, tenantId),
    routes: await routesOf(api),
    reception: reception(signingIn, district),
    snapshot,
    /** From here on everything can be taken back to how it is now. */
    async remember() {
      await snapshot.take();
      await kept.keep();
    },
    /** Makes everything what it was, and says which items had changed. */
    async takeBack() {
      const changes = await snapshot.restore();
      // Files that were taken in, or out, or away.
      await kept.restore();
      return changes;
    },
    async stop() {
      wire.close();
      await engine.stop();
      await kept.remove();
      await rm(folder, { recursive: true, force: true });
    },
  };
}
