import type { DynamoDBDocumentClient } from '@aws-sdk/lib-dynamodb';
import { districtPrefix, documentClient, Table, tenantPrefix } from '@linli/core/table';
import { bound } from './environment.ts';
import { own } from './own.ts';
import { credentialsOf } from './tenants.ts';

export const districtTable = (districtId: string): Table =>
  new Table(own, bound('TABLE_NAME'), districtPrefix(districtId));

const KEPT = 500;
const clients = new Map<string, DynamoDBDocumentClient>();

/** One community's view of the table, with credentials that reach no other. Taking them waits until the first request. */
export const tenantTable = (tenantId: string): Table =>
  new Table(clientOf(tenantId), bound('TABLE_NAME'), tenantPrefix(tenantId));

function clientOf(tenantId: string): DynamoDBDocumentClient {
  const known = clients.get(tenantId);
  if (known !== undefined) return known;
  const client = documentClient({
    credentials: credentialsOf(tenantId),
    // All communities share the connections; only the signature differs.
    requestHandler: own.config.requestHandler,
  });
  clients.set(tenantId, client);
  const [oldest] = clients.keys();
  if (clients.size > KEPT && oldest !== undefined) clients.delete(oldest);
  return client;
}
