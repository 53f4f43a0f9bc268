import { m } from '#lib/paraglide/messages.js';

const STAGES: Record<string, () => string> = {
  incubating: m.stage_incubating,
  mature: m.stage_mature,
  graduated: m.stage_graduated,
};

export const stageOf = (stage: string): string => STAGES[stage]?.() ?? '';
export const kindOf = (kind: string): string =>
  kind === 'socialOrganisation' ? m.kind_social_organisation() : m.kind_team();
