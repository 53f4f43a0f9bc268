import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { setTimeout as sleep } from 'node:timers/promises';
import { ScanCommand } from '@aws-sdk/client-dynamodb';
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openTables, TABLE_NAME } from '../../functions/src/local/tables.ts';
import { startEngine } from '../support/engine.ts';
import { launchBrowser } from './browser.ts';
import { type ConsoleSite, signedIn, startConsoleSite } from './console-site.ts';
import { openCommunities, sessionCookie } from './support/communities.ts';
import { siteRoutes } from './support/routes.ts';

/** Each way in which a page can send something with the visitor's cookies, and without asking the other site first. */
type Attack = { path: string; method: string };

let site: ConsoleSite;
let engine: Awaited<ReturnType<typeof startEngine>>;
let browser: Browser;
let page: Page;
let elsewhere: Server;

beforeAll(async () => {
  engine = await startEngine();
  site = await startConsoleSite({ demo: false, endpoint: engine.endpoint });
  const cookie = await sessionCookie(site.origin);
  await openCommunities(site.origin, cookie, 'donghuan');
  elsewhere = createServer((_, answer) => {
    answer.writeHead(200, { 'content-type': 'text/html' });
    answer.end('<!doctype html><title>Elsewhere</title>');
  });
  await new Promise<void>((resolve) => elsewhere.listen(0, '127.0.0.1', resolve));
  browser = await launchBrowser();
  const context = await browser.newContext();
  await signedIn(context, site.origin, '/district');
  page = await context.newPage();
  // The same name on another port: one site to a browser, whose `SameSite` cookies go along.
  await page.goto(`http://localhost:${(elsewhere.address() as AddressInfo).port}/`);
});
afterAll(async () => {
  await browser?.close();
  elsewhere?.close();
  await site?.stop();
  await engine?.stop();
});

/** All that is stored, an item a line. */
async function tableAsItIs(): Promise<string[]> {
  const { client } = openTables(engine.endpoint);
  const lines: string[] = [];
  let from: Record<string, never> | undefined;
  do {
    const answer = await client.send(new ScanCommand({ TableName: TABLE_NAME, ExclusiveStartKey: from }));
    lines.push(...(answer.Items ?? []).map((item) => JSON.stringify(item, inOrder)));
    from = answer.LastEvaluatedKey as typeof from;
  } while (from !== undefined);
  return lines.sort();
}

/** The engine hands a map's entries out in any order. */
const inOrder = (_: string, value: unknown) =>
  value instanceof Object && !Array.isArray(value) ? Object.fromEntries(Object.entries(value).sort()) : value;

/** The same, once the figures of what was written before have been counted. */
async function tableAtRest(): Promise<string[]> {
  let now = await tableAsItIs();
  for (let looks = 0; looks < 20; looks++) {
    await sleep(500);
    const before = now;
    now = await tableAsItIs();
    if (before.join() === now.join()) return now;
  }
  throw new Error('The table does not come to rest');
}

/** Every mutation: of the API from its description, of signing in, and every form action of the site. */
async function mutations(): Promise<Attack[]> {
  const { paths } = (await (await fetch(`${site.origin}/api/openapi.json`)).json()) as {
    paths: Record<string, Record<string, unknown>>;
  };
  const routes = Object.entries(paths).flatMap(([template, methods]) =>
    Object.keys(methods)
      .filter((method) => method !== 'get')
      .map((method) => ({
        path: template.replace(/\{(community|slug)\}/g, 'donghuan').replace(/\{\w+\}/g, 'imp_1'),
        method: method.toUpperCase(),
      })),
  );
  const parameters = { community: 'donghuan', importId: 'imp_1', id: 'rec_1', step: 'files' };
  const forms = (await siteRoutes(parameters)).flatMap(({ path, actions }) =>
    actions.map((action) => ({ path: action === 'default' ? path : `${path}?/${action}`, method: 'POST' })),
  );
  const auth = ['sign-in', 'sign-out', 'join', 'invitation'].map((name) => ({
    path: `/auth/${name}`,
    method: 'POST',
  }));
  return [
    ...routes,
    ...forms,
    ...auth,
    { path: '/auth/sessions/ses_1', method: 'DELETE' },
    { path: '/api/uploads/x.y', method: 'PUT' },
  ];
}

/** What would be taken, were it sent from a page of the site itself. */
const BODY = { slug: 'attacked', name: '被改的社区', reason: 'x', roles: [], username: 'a', password: 'b' };

const fetched = (attack: Attack, type: string) =>
  page.evaluate(
    async ([url, method, type, json]) => {
      const body =
        type === 'application/x-www-form-urlencoded' ? new URLSearchParams(JSON.parse(json)) : json;
      try {
        const answer = await fetch(url, {
          method,
          body,
          credentials: 'include',
          mode: type === 'application/json' ? 'cors' : 'no-cors',
          headers: { 'content-type': type },
        });
        return `${answer.type} ${answer.status}`;
      } catch {
        return 'not let out';
      }
    },
    [site.origin + attack.path, attack.method, type, JSON.stringify(BODY)] as const,
  );

/** A form without script in a frame of its own, as the oldest attack of all does it. */
const formed = (attack: Attack, type: string) =>
  page.evaluate(
    async ([url, type, json]) => {
      const frame = document.createElement('iframe');
      frame.name = `f${Math.random()}`;
      const form = Object.assign(document.createElement('form'), {
        action: url,
        method: 'POST',
        enctype: type,
      });
      form.target = frame.name;
      for (const [name, value] of Object.entries(JSON.parse(json)))
        form.append(Object.assign(document.createElement('input'), { name, value }));
      document.body.append(frame, form);
      const loaded = new Promise((resolve) => {
        frame.onload = resolve;
        setTimeout(resolve, 3000);
      });
      form.submit();
      await loaded;
      frame.remove();
      form.remove();
    },
    [site.origin + attack.path, type, JSON.stringify(BODY)] as const,
  );

describe('a page of another origin, opened by somebody who is signed in', () => {
  it('changes nothing by any mutation of the API, of signing in or of a form, however it sends it', async () => {
    const all = await mutations();
    const cookies = await page.context().cookies(site.origin);
    const before = await tableAtRest();

    const read: string[] = [];
    for (const attack of all) {
      for (const type of ['text/plain', 'application/x-www-form-urlencoded', 'application/json']) {
        const said = await fetched(attack, type);
        if (said.startsWith('cors') || said.startsWith('basic')) read.push(`${attack.path}: ${said}`);
      }
      if (attack.method === 'POST')
        for (const type of ['text/plain', 'multipart/form-data']) await formed(attack, type);
    }

    expect(all.length).toBeGreaterThan(30);
    expect(cookies.map(({ name }) => name)).toContain('linli.session_token');
    expect(read).toEqual([]);
    expect(await tableAtRest()).toEqual(before);
    expect(await page.context().cookies(site.origin)).toEqual(cookies);
  });

  it('would change something if it were a page of the site: the same request is taken from there', async () => {
    const own = await page.context().newPage();
    await own.goto(`${site.origin}/district`);
    const before = await tableAsItIs();
    const status = await own.evaluate(
      async (body) =>
        (
          await fetch('/api/v1/district/communities', {
            method: 'POST',
            body,
            headers: { 'content-type': 'application/json', 'idempotency-key': 'from its own page' },
          })
        ).status,
      JSON.stringify({ slug: 'zijide', name: '自己的社区' }),
    );
    await own.close();

    expect(status).toBe(201);
    expect(await tableAsItIs()).not.toEqual(before);
  });

  it('reads nothing: neither a page in a frame nor an answer of the API', async () => {
    const seen = await page.evaluate(async (origin) => {
      const frame = document.createElement('iframe');
      frame.src = `${origin}/district`;
      document.body.append(frame);
      await new Promise((resolve) => {
        frame.onload = resolve;
        setTimeout(resolve, 3000);
      });
      const answer = await fetch(`${origin}/api/v1/district/communities`, { credentials: 'include' }).then(
        (got) => got.text(),
        () => 'nothing',
      );
      let framed = 'nothing';
      try {
        framed = frame.contentDocument?.body.textContent ?? 'nothing';
      } catch {
        framed = 'nothing';
      }
      return { answer, framed };
    }, site.origin);

    expect(seen.answer).toBe('nothing');
    expect(seen.framed).not.toContain('donghuan');
  });
});
