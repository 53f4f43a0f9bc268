import type { Clock, Language, Whence } from '@linli/core/kernel';
import type { Table } from '@linli/core/table';
import type { WechatSettings } from './wechat-settings.ts';

/** What the composition root hands to signing in. */
export type AuthDependencies = {
  districtId: string;
  districtTable: Table;
  clock: Clock;
  /** Where the site is served from, such as `http://localhost:3000`; a browser elsewhere may not sign anybody in or out. */
  trustedOrigins: readonly [string, ...string[]];
  /** At least 32 random characters; signs the session cookie and keys what is hashed or sealed. */
  secret: string;
  /** True over HTTPS. Browsers refuse the `__Host-` prefix on a loopback address without it. */
  secureCookies: boolean;
  /** Whether administrators need a second factor: true wherever Linli is deployed, not on one machine. */
  secondFactorDemanded: boolean;
  /** Where this deployment is registered at WeChat; without it nobody signs in that way. */
  wechat?: WechatSettings | undefined;
  log(entry: Record<string, unknown>): void;
};

export type AuthEnvironment = {
  /** Given with each request by whoever knows the connection, never read from a header that anybody may send. */
  Bindings: Partial<Whence>;
  Variables: { deps: AuthDependencies; requestId: string; language: Language };
};
