import { AssumeRoleCommand, type STSClient } from '@aws-sdk/client-sts';
import type { Clock } from '@linli/core/kernel';
import { type SessionView, sessionPolicy } from './session-policy.ts';

/** What the SDK's clients take as `credentials`. */
export type Credentials = {
  accessKeyId: string;
  secretAccessKey: string;
  sessionToken: string;
  expiration: Date;
};

/** A role taken from within a role lasts an hour at most. */
const SESSION_SECONDS = 3600;
/** Renewed this long before the end, so that no request begins with credentials that run out under way. */
const RENEW_BEFORE_MS = 5 * 60 * 1000;
/** More communities than one container meets in an hour. */
const KEPT = 500;

/**
 * Credentials that can do no more than one community needs, or no more than its public pages need, taken once an hour
 * for each community a container meets.
 * They fail closed: without them there is no way to a community's items at all.
 */
export class TenantCredentials {
  readonly #sts: STSClient;
  readonly #roleArn: string;
  readonly #filesBucketArn: string;
  readonly #clock: Clock;
  readonly #taken = new Map<string, { until: number; credentials: Promise<Credentials> }>();

  constructor(sts: STSClient, of: { roleArn: string; filesBucketArn: string }, clock: Clock) {
    this.#sts = sts;
    this.#roleArn = of.roleArn;
    this.#filesBucketArn = of.filesBucketArn;
    this.#clock = clock;
  }

  for(tenantId: string, view: SessionView): Promise<Credentials> {
    const name = `${tenantId}.${view}`;
    const now = Date.parse(this.#clock());
    const taken = this.#taken.get(name);
    if (taken !== undefined && now < taken.until) return taken.credentials;

    const credentials = this.#take(tenantId, view);
    const until = now + SESSION_SECONDS * 1000 - RENEW_BEFORE_MS;
    this.#taken.delete(name);
    this.#taken.set(name, { until, credentials });
    // A refusal is not kept: the next request asks again.
    credentials.catch(() => this.#taken.delete(name));
    this.#forgetTheOldest();
    return credentials;
  }

  async #take(tenantId: string, view: SessionView): Promise<Credentials> {
    const { Credentials: given } = await this.#sts.send(
      new AssumeRoleCommand({
        RoleArn: this.#roleArn,
        // Shows in CloudTrail which community a request was for, and how much of it.
        RoleSessionName: `${tenantId}.${view}`,
        Policy: sessionPolicy(tenantId, view, this.#filesBucketArn),
        DurationSeconds: SESSION_SECONDS,
      }),
    );
    if (!given?.AccessKeyId || !given.SecretAccessKey || !given.SessionToken || !given.Expiration) {
      throw new Error('STS answered without credentials');
    }
    return {
      accessKeyId: given.AccessKeyId,
      secretAccessKey: given.SecretAccessKey,
      sessionToken: given.SessionToken,
      expiration: given.Expiration,
    };
  }

  #forgetTheOldest(): void {
    const [oldest] = this.#taken.keys();
    if (this.#taken.size > KEPT && oldest !== undefined) this.#taken.delete(oldest);
  }
}
