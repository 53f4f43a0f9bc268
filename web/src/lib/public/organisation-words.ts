import { m } from '#lib/paraglide/messages.js';

const STAGES: Record<string, () => string> = {
  preparing: m.stage_preparing,
  admitted: m.stage_admitted,
  incubating: m.stage_incubating,
  growing: m.stage_growing,
  mature: m.stage_mature,
  graduated: m.stage_graduated,
};

export const stageOf = (stage: string | undefined): string => STAGES[stage ?? '']?.() ?? '';
