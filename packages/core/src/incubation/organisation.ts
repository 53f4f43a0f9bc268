import { z } from 'zod';
import { type Contribution, contribute, publicField } from '../kernel/index.ts';

/** 社会组织 is registered with the civil affairs bureau; a 自组织 is a team of residents. */
export const ORGANISATION_KINDS = ['socialOrganisation', 'team'] as const;

/**
 * 筹备, 入壳, 培育中, 成长, 成熟, 已出壳: from the first idea to standing on its own. A graduated organisation has left the
 * nest and no longer counts as mature.
 */
export const STAGES = ['preparing', 'admitted', 'incubating', 'growing', 'mature', 'graduated'] as const;

/** Social organisation rating of the civil affairs bureau: 3A and above get a plaque (DESIGN §6). */
export const RATINGS = ['1A', '2A', '3A', '4A', '5A'] as const;

export const Organisation = z.object({
  id: publicField(z.string()),
  name: publicField(z.string()),
  position: publicField(z.number().int().nonnegative()),
  kind: publicField(z.enum(ORGANISATION_KINDS)),
  foundedOn: publicField(z.string().optional()),
  leader: publicField(z.string().optional()),
  members: publicField(z.number().int().nonnegative().optional()),
  stage: publicField(z.enum(STAGES).optional()),
  /** How it is on record: `民政登记`, `社区备案`. */
  registration: publicField(z.string().optional()),
  rating: publicField(z.enum(RATINGS).optional()),
  activities: publicField(z.string().optional()),
});
export type Organisation = z.infer<typeof Organisation>;

/** Maturity is a stage, not a count: a mature team counts as a team too. */
export const tallyOrganisation = (organisation: Organisation): Contribution[] => {
  const at = { on: organisation.foundedOn };
  return [
    ...contribute(organisation.kind === 'team' ? 'selfOrganised' : 'socialOrganisations', 1, at),
    ...contribute('mature', organisation.stage === 'mature' ? 1 : 0, at),
  ];
};
