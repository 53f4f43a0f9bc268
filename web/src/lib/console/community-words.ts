import { m } from '#lib/paraglide/messages.js';
import type { Module } from './module.ts';
import type { Words } from './noun.ts';

const STATES: Readonly<Record<string, Words>> = {
  draft: m.console_community_draft,
  provisioning: m.console_community_provisioning,
  failed: m.console_community_failed,
  live: m.console_community_live,
};
export const communityStateLabel = (state: string): string => STATES[state]?.() ?? state;

const STEPS: Readonly<Record<string, Words>> = {
  community: m.console_provision_community,
  rules: m.console_provision_rules,
  import: m.console_provision_import,
  figures: m.console_provision_figures,
};
export const provisioningStepLabel = (name: string): string => STEPS[name]?.() ?? name;

const STEP_STATES: Readonly<Record<string, Words>> = {
  waiting: m.console_step_waiting,
  running: m.console_step_running,
  done: m.console_step_done,
  failed: m.console_step_failed,
};
export const stepStateLabel = (state: string): string => STEP_STATES[state]?.() ?? state;

const READINESS: Readonly<Record<string, Words>> = {
  contact: m.console_ready_contact,
  courtyards: m.console_courtyards,
  residents: m.console_residents,
  volunteers: m.console_volunteers,
  catalogue: m.console_catalogue_items,
  courses: m.console_courses,
  committee: m.console_offices,
};
export const readinessLabel = (item: string): string => READINESS[item]?.() ?? item;

/** The parts of Linli a community can use, in the order of the console. */
export const MODULES: readonly { module: Module; label: Words }[] = [
  { module: 'courtyard', label: m.console_domain_courtyard },
  { module: 'governance', label: m.console_domain_governance },
  { module: 'renewal', label: m.console_domain_renewal },
  { module: 'timebank', label: m.console_domain_timebank },
  { module: 'learning', label: m.console_domain_learning },
  { module: 'incubation', label: m.console_domain_incubation },
  { module: 'partners', label: m.console_domain_partners },
];
