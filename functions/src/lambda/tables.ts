import type { DynamoDBDocumentClient } from '@aws-sdk/lib-dynamodb';
import { districtPrefix, documentClient, PUBLIC_COLLECTIONS, Table, tenantPrefix } from '@linli/core/table';
import { bound } from './environment.ts';
import { own } from './own.ts';
import type { SessionView } from './session-policy.ts';
import { credentialsOf } from './tenants.ts';

export const districtTable = (districtId: string): Table =>
  new Table(own, bound('TABLE_NAME'), districtPrefix(districtId));

const KEPT = 500;
const clients = new Map<string, DynamoDBDocumentClient>();

/** One community's view of the table, with credentials that reach no other. Taking them waits until the first request. */
export const tenantTable = (tenantId: string): Table =>
  new Table(clientOf(tenantId, 'whole'), bound('TABLE_NAME'), tenantPrefix(tenantId));

/** What its public pages show, with credentials that can only read that. */
export const publicTable = (tenantId: string): Table =>
  new Table(clientOf(tenantId, 'public'), bound('TABLE_NAME'), tenantPrefix(tenantId), {
    collections: PUBLIC_COLLECTIONS,
  });

function clientOf(tenantId: string, view: SessionView): DynamoDBDocumentClient {
  const name = `${tenantId}.${view}`;
  const known = clients.get(name);
  if (known !== undefined) return known;
  const client = documentClient({
    credentials: credentialsOf(tenantId, view),
    // All communities share the connections; only the signature differs.
    requestHandler: own.config.requestHandler,
  });
  clients.set(name, client);
  const [oldest] = clients.keys();
  if (clients.size > KEPT && oldest !== undefined) clients.delete(oldest);
  return client;
}
