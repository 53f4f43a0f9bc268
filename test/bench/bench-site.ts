import { setTimeout as sleep } from 'node:timers/promises';
import type { DynamoDBDocumentClient } from '@aws-sdk/lib-dynamodb';
import type { Grant } from '@linli/core/kernel';
import { type WrittenTable, workbookOf } from '@linli/core/spreadsheet';
import { createAuthApp, createStaff } from '@linli/functions/auth';
import { Arrivals } from '../../functions/src/api/middleware/arrivals.ts';
import { loadSite } from '../../functions/src/local/site.ts';
import { type MeterTotals, meter } from '../../packages/core/src/table/meter.ts';
import { buildSiteIfStale } from '../../scripts/site-build.ts';
import { districtTable, type TestTable } from '../support/engine.ts';
import { bugsToStderr } from '../support/log.ts';
import { appOver } from './metered-api.ts';
import { DISTRICT, NOW } from './synthetic-community.ts';

const ORIGIN = 'http://127.0.0.1';
const CLIENT = '127.0.0.1';
const PASSWORD = 'correct horse battery';

type Opened = { document: string; cost: MeterTotals };
type Session = { cookie: string };

export type BenchSite = {
  /** A member of staff with this one grant, signed in by name and password as anybody is. */
  signIn(username: string, grant: Grant): Promise<Session>;
  /** A page as a visitor or somebody signed in gets it, and all that reading it took of the table. */
  open(path: string, session?: Session): Promise<Opened>;
};

/** The built site over a table, with the API and the sign-in in process as both compositions have them. */
export async function siteOver(made: TestTable): Promise<BenchSite> {
  buildSiteIfStale();
  const { site } = await loadSite();
  const metered = meter(asFarAway(made.client));
  const table = { ...made, client: metered.client };
  const signIns = {
    districtId: DISTRICT,
    districtTable: districtTable(table, DISTRICT),
    clock: () => NOW,
    trustedOrigins: [ORIGIN] as const,
    secret: 'a secret of the bench, which is thrown away',
    secureCookies: false,
    secondFactorDemanded: false,
    log: bugsToStderr,
  };
  const api = appOver(table);
  const auth = createAuthApp(signIns);
  const platform = () => {
    const arrivals = new Arrivals();
    return {
      api: async (request: Request) => api.fetch(request, { arrivals }),
      auth: async (request: Request) => auth.fetch(request, { channel: 'site', address: CLIENT }),
      workbook: (name: string, rows: WrittenTable['rows']) => workbookOf([{ name, rows }]),
    };
  };

  return {
    async signIn(username, grant) {
      await createStaff(signIns, { username, password: PASSWORD, name: username, grants: [grant] });
      const answer = await platform().auth(
        new Request(`${ORIGIN}/auth/sign-in`, {
          method: 'POST',
          headers: { origin: ORIGIN, 'content-type': 'application/json' },
          body: JSON.stringify({ username, password: PASSWORD }),
        }),
      );
      if (!answer.ok) throw new Error(`Not signed in: ${answer.status} ${await answer.text()}`);
      return { cookie: answer.headers.getSetCookie().map(nameAndValue).join('; ') };
    },
    async open(path, session) {
      metered.reset();
      const request = new Request(`${ORIGIN}${path}`, session === undefined ? {} : { headers: session });
      const response = await site.respond(request, platform(), CLIENT);
      if (!response.ok) throw new Error(`${path}: ${response.status} ${response.headers.get('location')}`);
      return { document: await response.text(), cost: metered.totals() };
    },
  };
}

const nameAndValue = (cookie: string): string => cookie.split(';')[0] ?? '';

/** As long as DynamoDB takes, so that calls sent together are under way together and count as one round trip. */
const AWAY_MS = 5;

function asFarAway(near: DynamoDBDocumentClient): DynamoDBDocumentClient {
  const send = async (command: Parameters<DynamoDBDocumentClient['send']>[0]) => {
    await sleep(AWAY_MS);
    return near.send(command);
  };
  return Object.create(near, { send: { value: send } });
}
