import { copyFile, mkdir, mkdtemp, readdir, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Role } from '@linli/core/kernel';
import type { BrowserContext, Page } from 'playwright-core';
import { onboardDemo } from '../../functions/src/local/demo.ts';
import { freePort } from '../../functions/src/local/free-port.ts';
import { startOneMachine } from '../../functions/src/local/one-machine.ts';
import { DEMO_LEDGERS } from '../support/community.ts';
import { bugsToStderr } from '../support/log.ts';

export const PASSWORD = 'correct horse battery';

export type ConsoleSite = {
  origin: string;
  /** Files that something put beside the folder of this machine instead of in it. */
  filesOutside(): Promise<string[]>;
  /** Gives the community of that address an administrator of its own. */
  addAdministrator(username: string, slug: string): Promise<void>;
  /** Gives the district office somebody who looks and changes nothing. */
  addViewer(username: string, name: string): Promise<void>;
  /** The demo's courtyards, in its order. */
  courtyards(): Promise<{ id: string; name: string }[]>;
  /** Somebody whose role in the demo names courtyards of it. */
  addCourtyardStaff(staff: {
    username: string;
    name: string;
    role: Role;
    courtyardIds: string[];
  }): Promise<void>;
  /** Gives a volunteer of the demo an account of their own: the first by number. */
  addVolunteer(username: string): Promise<{ name: string; courtyardId: string }>;
  stop(): Promise<void>;
};

/** The whole product as it runs on one machine, with a district administrator and, when asked, the demo community. */
export async function startConsoleSite(options: {
  demo: boolean;
  /** Only these of the demo's ledgers, where a test needs no more. */
  ledgers?: readonly string[];
  /** An engine that a test looks into; its own otherwise. */
  endpoint?: string;
  /** What time it is; the machine's own time otherwise. */
  clock?: () => string;
  /** Where log lines go; to stderr otherwise. */
  log?: (entry: Record<string, unknown>) => void;
}): Promise<ConsoleSite> {
  const outside = await mkdtemp(join(tmpdir(), 'linli-console-'));
  const folder = join(outside, 'a', 'b', 'data');
  const log = options.log ?? bugsToStderr;
  const machine = await startOneMachine(
    { folder, port: await freePort(), endpoint: options.endpoint, log },
    options.clock,
  );
  await machine.addStaff({
    username: 'district',
    password: PASSWORD,
    name: '区管理员',
    grants: [{ role: 'districtAdministrator', tenantId: '*' }],
  });
  if (options.demo) await onboardDemo(machine.origin, folder, await chosen(outside, options.ledgers));
  const asked = async (path: string, headers: Record<string, string> = {}) =>
    (await fetch(`${machine.origin}/api/v1/${path}`, { headers })).json();
  return {
    origin: machine.origin,
    courtyards: async () => (await asked('communities/donghuan/courtyard/public?limit=100')).items,
    addCourtyardStaff: async ({ username, name, role, courtyardIds }) => {
      const cookie = await cookieOf(machine.origin);
      const { tenantId } = await asked('district/communities/donghuan', { cookie });
      const grants = [{ role, tenantId, courtyardIds }];
      await machine.addStaff({ username, password: PASSWORD, name, grants });
    },
    addVolunteer: async (username) => {
      const cookie = await cookieOf(machine.origin);
      const { tenantId } = await asked('district/communities/donghuan', { cookie });
      const { items } = await asked('communities/donghuan/timebank/volunteers?limit=1', { cookie });
      const [{ name, courtyardId, personId }] = items;
      const grants = [{ role: 'volunteer' as const, tenantId, personId }];
      await machine.addStaff({ username, password: PASSWORD, name, grants });
      return { name, courtyardId };
    },
    filesOutside: async () =>
      (await readdir(outside, { recursive: true, withFileTypes: true }))
        .map(({ parentPath, name }) => join(parentPath, name))
        .filter((path) => !path.startsWith(folder) && !folder.startsWith(path)),
    addAdministrator: async (username, slug) => {
      const token = (await readFile(join(folder, 'operator.token'), 'utf8')).trim();
      const answer = await fetch(`${machine.origin}/api/v1/district/communities/${slug}`, {
        headers: { authorization: `Bearer ${token}` },
      });
      const { tenantId } = (await answer.json()) as { tenantId: string };
      const grants = [{ role: 'communityAdministrator' as const, tenantId }];
      await machine.addStaff({ username, password: PASSWORD, name: '社区管理员', grants });
    },
    addViewer: async (username, name) => {
      const grants = [{ role: 'districtViewer' as const, tenantId: '*' }];
      await machine.addStaff({ username, password: PASSWORD, name, grants });
    },
    stop: async () => {
      await machine.stop();
      await rm(outside, { recursive: true, force: true });
    },
  };
}

/** A folder with these of the demo's ledgers alone; undefined for all of them. */
async function chosen(outside: string, ledgers: readonly string[] | undefined): Promise<string | undefined> {
  if (ledgers === undefined) return undefined;
  const folder = join(outside, 'ledgers');
  await mkdir(folder);
  for (const name of ledgers) await copyFile(join(DEMO_LEDGERS, name), join(folder, name));
  return folder;
}

async function cookieOf(origin: string): Promise<string> {
  const answer = await fetch(`${origin}/auth/sign-in`, {
    method: 'POST',
    headers: { origin, 'content-type': 'application/json' },
    body: JSON.stringify({ username: 'district', password: PASSWORD }),
  });
  return answer.headers.getSetCookie().join('; ');
}

/** Signs in as a person would, and lands where they were going. */
export async function signedIn(
  context: BrowserContext,
  origin: string,
  path: string,
  username = 'district',
): Promise<Page> {
  const page = await context.newPage();
  await page.goto(origin + path);
  await page.locator('input[name=username]').fill(username);
  await page.locator('input[name=password]').fill(PASSWORD);
  await page.locator('form:has(input[name=password]) button').click();
  await page.waitForURL(origin + path);
  return page;
}

/** Presses Tab until what has the focus is called so, as somebody without a mouse does. */
export async function tabTo(page: Page, name: string): Promise<void> {
  const focused = '(document.activeElement?.labels?.[0] ?? document.activeElement)?.textContent?.trim()';
  for (let presses = 0; presses < 150; presses++) {
    await page.keyboard.press('Tab');
    if ((await page.evaluate(focused)) === name) return;
  }
  throw new Error(`“${name}” cannot be reached with the Tab key`);
}
