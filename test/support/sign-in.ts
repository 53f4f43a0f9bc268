import { randomUUID } from 'node:crypto';
import { tmpdir } from 'node:os';
import { setSecondFactor } from '@linli/core/identity';
import { type Grant, IN_JOB, SYSTEM } from '@linli/core/kernel';
import { OutgoingMessages } from '@linli/core/messaging';
import type { Table } from '@linli/core/table';
import { createCommunity } from '@linli/core/tenancy';
import { createApp } from '@linli/functions/api';
import { type AuthDependencies, createAuthApp, createStaff } from '../../functions/src/auth/app.ts';
import { folderFiles } from '../../functions/src/local/files.ts';
import { districtTable, publicTable, type TestTable, tenantTable } from './engine.ts';
import { testMasterKey } from './master-key.ts';

export const ORIGIN = 'https://linli.example';
export const PASSWORD = 'correct horse 电池';
const DISTRICT = 'gaoxin';

/** A browser: it keeps the cookies it is given. */
export type Device = {
  auth(method: string, path: string, body?: object): Promise<Answer>;
  /** `key`: of the form, when it is sent more than once. */
  api(method: string, path: string, body?: object, more?: { bearer?: string; key?: string }): Promise<Answer>;
  cookies: Map<string, string>;
};
// biome-ignore lint/suspicious/noExplicitAny: a test says what it expects of an answer, field by field.
type Answer = { status: number; body: any };

/** Sign-in and API over one table, at a time that the test sets, with devices that call from where the test says. */
export class SignInDesk {
  now = '2026-05-01T08:00:00.000Z';
  readonly table: TestTable;
  readonly district: Table;
  readonly logged: Record<string, unknown>[] = [];
  more: Partial<AuthDependencies> = {};

  constructor(table: TestTable) {
    this.table = table;
    this.district = districtTable(table, DISTRICT);
  }

  deps = (): AuthDependencies => ({
    districtId: DISTRICT,
    districtTable: this.district,
    clock: () => this.now,
    trustedOrigins: [ORIGIN],
    secret: 'R8vJ2xQm4Ks7Wp1Zt6Yb9Nc3Hd5Gf0La',
    secureCookies: true,
    secondFactorDemanded: false,
    log: (entry) => void this.logged.push(entry),
    ...this.more,
  });

  system = () => ({
    districtId: DISTRICT,
    table: this.district,
    actor: SYSTEM,
    now: this.now,
    requestId: 'req_test',
    from: IN_JOB,
  });

  async community(slug: string, name: string): Promise<string> {
    return (await createCommunity(this.system(), { slug, name, key: `key-${slug}` })).tenantId;
  }

  staff = (username: string, ...grants: Grant[]) =>
    createStaff(this.deps(), { username, name: username, password: PASSWORD, grants });

  /** Gives an account a second factor that nobody has the app of. */
  hasSecondFactor = (userId: string) =>
    setSecondFactor(this.system(), userId, { secret: 'sealed', since: this.now, lastStep: 0, recovery: [] });

  later(minutes: number): void {
    this.now = new Date(Date.parse(this.now) + minutes * 60_000).toISOString();
  }

  /** The code in the newest text message. */
  async sentCode(tenantId: string): Promise<string | undefined> {
    const query = OutgoingMessages.query.byId({ districtId: DISTRICT, tenantId });
    return (await this.district.all(OutgoingMessages, query)).at(-1)?.secret;
  }

  device(clientAddress = '10.0.0.1'): Device {
    const cookies = new Map<string, string>();
    const headers = () => ({
      cookie: [...cookies].map(([name, value]) => `${name}=${value}`).join('; '),
      origin: ORIGIN,
      'content-type': 'application/json',
      'user-agent': 'Mozilla/5.0 Test',
    });
    const answer = async (response: Response): Promise<Answer> => {
      for (const line of response.headers.getSetCookie()) {
        const [, name = '', value = ''] = /^([^=]+)=([^;]*)/.exec(line) ?? [];
        if (value === '') cookies.delete(name);
        else cookies.set(name, value);
      }
      const text = await response.text();
      return { status: response.status, body: text === '' ? undefined : JSON.parse(text) };
    };
    const init = (method: string, body: object | undefined, more: object = {}) => ({
      method,
      headers: { ...headers(), ...more },
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    });
    return {
      cookies,
      auth: async (method, path, body) => {
        // Messages of one moment have no order: the newest code would be any of them.
        this.later(1 / 60);
        const request = new Request(`${ORIGIN}/auth${path}`, init(method, body));
        return answer(await createAuthApp(this.deps()).fetch(request, { address: clientAddress }));
      },
      api: async (method, path, body, { bearer, key = randomUUID() } = {}) => {
        const bearing = {
          'idempotency-key': key,
          ...(bearer === undefined ? {} : { authorization: `Bearer ${bearer}` }),
        };
        const app = createApp({
          districtId: DISTRICT,
          districtTable: this.district,
          tenantTable: (tenantId) => tenantTable(this.table, tenantId),
          publicTable: (tenantId) => publicTable(this.table, tenantId),
          files: folderFiles(tmpdir()),
          masterKey: testMasterKey,
          clock: () => this.now,
          origin: ORIGIN,
          log: (entry) => void this.logged.push(entry),
        });
        const request = new Request(`${ORIGIN}/api/v1${path}`, init(method, body, bearing));
        return answer(await app.fetch(request, { address: clientAddress }));
      },
    };
  }

  /** A device on which somebody has just signed in with their password. */
  async signedIn(username: string, clientAddress?: string): Promise<Device> {
    const device = this.device(clientAddress);
    await device.auth('POST', '/sign-in', { username, password: PASSWORD });
    return device;
  }
}
