import { STSClient } from '@aws-sdk/client-sts';
import { systemClock } from '@linli/core/kernel';
import { bound } from './environment.ts';
import { own } from './own.ts';
import type { SessionView } from './session-policy.ts';
import { type Credentials, TenantCredentials } from './tenant-credentials.ts';

let tenants: TenantCredentials | undefined;

/** A community's credentials as the SDK's clients ask for them: again before each one runs out. */
export const credentialsOf = (tenantId: string, view: SessionView) => (): Promise<Credentials> => {
  tenants ??= new TenantCredentials(
    // This client, unlike the others, does not look for the function's own credentials by itself.
    new STSClient({ credentials: own.config.credentials }),
    { roleArn: bound('TENANT_ROLE_ARN'), filesBucketArn: bound('FILES_BUCKET_ARN') },
    systemClock,
  );
  return tenants.for(tenantId, view);
};
