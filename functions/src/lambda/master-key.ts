import type { MasterKey } from '@linli/core/courtyard';
import { bound } from './environment.ts';

/**
 * The master key in KMS, which never leaves it. The community stands in the encryption context: what was wrapped for one
 * does not open for another, and CloudTrail shows for which it was asked. KMS turns its key over every year by itself.
 */
export function kmsMasterKey(): MasterKey {
  const keyArn = bound('ID_NUMBERS_KEY_ARN');
  return {
    wrap: async (secret, tenantId) => (await kms()).encrypted(keyArn, secret, tenantId),
    unwrap: async (wrapped, tenantId) => (await kms()).decrypted(keyArn, wrapped, tenantId),
  };
}

/** Few requests open an ID number: the SDK is loaded with the first that does. */
const kms = () => import('./kms.ts');
