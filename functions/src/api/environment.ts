import type { MasterKey } from '@linli/core/courtyard';
import type { Files } from '@linli/core/importing';
import type { Actor, Clock, DistrictScope, Language, Scope, Whence } from '@linli/core/kernel';
import type { Table } from '@linli/core/table';
import type { Community } from '@linli/core/tenancy';
import type { Arrivals } from './middleware/arrivals.ts';

/** What the composition root hands to the app; the only way in for anything that does I/O. */
export type Dependencies = {
  districtId: string;
  /** A table view that can only touch this community's keys (on AWS: with credentials that can do no more). */
  tenantTable(tenantId: string): Table;
  /** The same for requests of those who may see only what everybody may: its public collections, and only to read. */
  publicTable(tenantId: string): Table;
  districtTable: Table;
  files: Files;
  /** Opens the keys of ID numbers. */
  masterKey: MasterKey;
  clock: Clock;
  /** Where people open the site, such as `https://linli.example`: links that leave the platform begin with it. */
  origin: string;
  /** Hash of the operator's token, where this deployment has one. */
  operatorTokenHash?: string;
  log(entry: Record<string, unknown>): void;
};

export type Variables = {
  deps: Dependencies;
  requestId: string;
  language: Language;
  actor: Actor;
  district: DistrictScope;
  /** Set on routes below a community. */
  community: Community;
  scope: Scope;
};

export type AppEnvironment = {
  /**
   * Handed in with each request by whoever knows the connection (`app.fetch(request, from)`), never read from a header.
   * Whoever answers a page with several requests hands its `arrivals` in with each.
   */
  Bindings: Partial<Whence> & { arrivals?: Arrivals };
  Variables: Variables;
};
