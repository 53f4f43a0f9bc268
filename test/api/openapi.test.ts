import { PERMISSIONS, systemClock } from '@linli/core/kernel';
import { localDocumentClient, Table } from '@linli/core/table';
import { createApp } from '@linli/functions/api';
import { beforeAll, describe, expect, test } from 'vitest';
import { folderFiles } from '../../functions/src/local/files.ts';
import { testMasterKey } from '../support/master-key.ts';

type Operation = {
  summary?: string;
  'x-permission'?: string;
  'x-within'?: string;
  parameters?: { in: string; name: string }[];
  responses: Record<string, unknown>;
};
type OpenApi = { openapi: string; paths: Record<string, Record<string, Operation>> };

// Describing the routes touches no data, so the table is never reached.
const client = localDocumentClient('http://127.0.0.1:1');
const app = createApp({
  districtId: 'main',
  tenantTable: (tenantId) => new Table(client, 'linli', `T#${tenantId}#`),
  publicTable: (tenantId) => new Table(client, 'linli', `T#${tenantId}#`, { collections: [] }),
  districtTable: new Table(client, 'linli', 'D#main#'),
  files: folderFiles('/nowhere'),
  masterKey: testMasterKey,
  clock: systemClock,
  origin: 'https://linli.example',
  log: () => {},
});

const METHODS = ['GET', 'POST', 'PUT', 'PATCH', 'DELETE'];
const inTemplate = (path: string) => path.replace(/:(\w+)/g, '{$1}');

/** Every route of the router: a route is a handler of a method on an exact path, a middleware is not. */
const routed = () => [
  ...new Set(
    app.routes
      .filter(
        ({ method, path }) => METHODS.includes(method) && path.startsWith('/api/v1') && !path.includes('*'),
      )
      .map(({ method, path }) => `${method} ${inTemplate(path)}`),
  ),
];

let document: OpenApi;
const described = () =>
  Object.entries(document.paths).flatMap(([path, operations]) =>
    Object.keys(operations).map((method) => `${method.toUpperCase()} ${path}`),
  );

beforeAll(async () => {
  document = (await (await app.request('/api/openapi.json')).json()) as OpenApi;
});

describe('the OpenAPI document', () => {
  test('is of version 3.1 and covers every route of the router, and no other', () => {
    expect(document.openapi).toMatch(/^3\.1\./);
    expect(routed().length).toBeGreaterThan(40);
    expect(described().sort()).toEqual(routed().sort());
  });

  test('says of every route what it is for, what it answers, and how it refuses', () => {
    for (const operation of Object.values(document.paths).flatMap((operations) =>
      Object.values(operations),
    )) {
      expect(operation.summary).toBeTruthy();
      expect(Object.keys(operation.responses).some((status) => status.startsWith('2'))).toBe(true);
      expect(JSON.stringify(operation.responses['default'])).toContain('requestId');
    }
  });

  test('says of every route which permission it asks for: a route without one fails here', () => {
    const operations = Object.values(document.paths).flatMap((path) => Object.values(path));

    const undeclared = operations.filter(
      (operation) => !Object.hasOwn(PERMISSIONS, operation['x-permission'] ?? ''),
    );

    expect(undeclared.map(({ summary }) => summary)).toEqual([]);
    expect(new Set(operations.map((operation) => operation['x-within']))).toEqual(
      new Set(['community', 'courtyards']),
    );
  });
});
