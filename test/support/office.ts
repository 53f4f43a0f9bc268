import { tmpdir } from 'node:os';
import { type Grant, IN_JOB, SYSTEM } from '@linli/core/kernel';
import { createCommunity } from '@linli/core/tenancy';
import { createApp } from '@linli/functions/api';
import { type AuthDependencies, createAuthApp, createStaff } from '../../functions/src/auth/app.ts';
import { folderFiles } from '../../functions/src/local/files.ts';
import { districtTable, publicTable, type TestTable, tenantTable } from './engine.ts';
import { testMasterKey } from './master-key.ts';

const DISTRICT = 'gaoxin';
export const PASSWORD = 'correct horse 电池';

/** A district office in a test's table at a standing moment: its communities, and its staff who sign in and ask the API. */
export function openOffice(table: TestTable, { origin, now }: { origin: string; now: string }) {
  const district = districtTable(table, DISTRICT);
  const clock = () => now;
  const system = () => ({
    ...{ districtId: DISTRICT, table: district, actor: SYSTEM, now },
    ...{ requestId: 'req_test', from: IN_JOB },
  });
  const deps: AuthDependencies = {
    districtId: DISTRICT,
    districtTable: district,
    clock,
    trustedOrigins: [origin],
    secret: 'R8vJ2xQm4Ks7Wp1Zt6Yb9Nc3Hd5Gf0La',
    secureCookies: false,
    secondFactorDemanded: false,
    log: () => {},
  };

  const auth = (method: string, path: string, cookie: string, body?: object) =>
    createAuthApp(deps).request(path, {
      method,
      headers: { cookie, origin, 'content-type': 'application/json', 'user-agent': 'Test/1' },
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    });

  return {
    district,
    system,
    auth,

    async community(slug: string, name: string): Promise<string> {
      return (await createCommunity(system(), { slug, name, key: `key-${slug}` })).tenantId;
    },

    /** Lets somebody sign in; returns their user id. */
    staff: (username: string, name: string, grants: readonly Grant[]) =>
      createStaff(deps, { username, name, password: PASSWORD, grants }),

    /** The cookie of a new session. */
    cookieOf: async (username: string, password = PASSWORD) =>
      cookieIn(await auth('POST', '/auth/sign-in', '', { username, password })),

    async api(method: string, path: string, cookie: string, json?: object, key = 'key-of-a-form') {
      const app = createApp({
        districtId: DISTRICT,
        districtTable: district,
        tenantTable: (tenantId) => tenantTable(table, tenantId),
        publicTable: (tenantId) => publicTable(table, tenantId),
        files: folderFiles(tmpdir()),
        masterKey: testMasterKey,
        clock,
        origin,
        log: () => {},
      });
      const answer = await app.request(`/api/v1${path}`, {
        method,
        headers: { cookie, 'content-type': 'application/json', 'idempotency-key': key },
        ...(json === undefined ? {} : { body: JSON.stringify(json) }),
      });
      return { status: answer.status, body: await answer.json() };
    },
  };
}

export type Office = ReturnType<typeof openOffice>;

export const cookieIn = (answer: Response): string =>
  (answer.headers.getSetCookie()[0] ?? '').split(';')[0] ?? '';
