import {
  districtPrefix,
  documentClient,
  PUBLIC_COLLECTIONS,
  Table,
  tenantPrefix,
  WITHOUT_CREDENTIALS,
} from '@linli/core/table';
import { wholeBatches } from './whole-batches.ts';

export const TABLE_NAME = 'linli';
export const DISTRICT_ID = 'local';

/** The embedded engine, or another on this machine: whoever has a service that reads credentials has set them. */
const isOwnEngine = () => process.env['AWS_ACCESS_KEY_ID'] === undefined;

/**
 * More tries than the SDK's three: enough to bridge the moment in which a dead engine is started again. The embedded engine
 * reads no credentials; another service may, and then they come from where the AWS SDK looks for them.
 */
export const connectionTo = (endpoint: string) => ({
  endpoint,
  maxAttempts: 8,
  ...(isOwnEngine()
    ? WITHOUT_CREDENTIALS
    : { region: process.env['AWS_REGION'] ?? WITHOUT_CREDENTIALS.region }),
});

/** The one table of one machine, as the district and each community see it. */
export function openTables(endpoint: string) {
  const connected = documentClient(connectionTo(endpoint));
  const client = isOwnEngine() ? wholeBatches(connected) : connected;
  const tenantTable = (tenantId: string) => new Table(client, TABLE_NAME, tenantPrefix(tenantId));
  return {
    client,
    districtId: DISTRICT_ID,
    districtTable: new Table(client, TABLE_NAME, districtPrefix(DISTRICT_ID)),
    tenantTable,
    publicTable: (tenantId: string) => tenantTable(tenantId).only(PUBLIC_COLLECTIONS),
  };
}
