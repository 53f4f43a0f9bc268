import { m } from '#lib/paraglide/messages.js';
import type { Module } from './module.ts';
import type { Words } from './noun.ts';
import { NOUNS } from './nouns.ts';
import { may, mayEverywhere, mayOpen, type Reach } from './reach.ts';

export type NavigationGroup = { title: string | undefined; links: { label: string; href: string }[] };

/** The console by domain, in the words of the office. */
const GROUPS: readonly {
  module: Module;
  title: Words;
  paths: readonly string[];
  /** What is done there, before what is kept there. */
  desk?: { label: Words; path: string; permission: string };
}[] = [
  {
    module: 'courtyard',
    title: m.console_domain_courtyard,
    paths: ['courtyard/courtyards', 'courtyard/households', 'courtyard/persons'],
  },
  {
    module: 'governance',
    title: m.console_domain_governance,
    paths: ['governance/meetings', 'governance/opinions', 'governance/elections', 'governance/offices'],
  },
  { module: 'renewal', title: m.console_domain_renewal, paths: ['renewal/funds'] },
  {
    module: 'timebank',
    title: m.console_domain_timebank,
    desk: { label: m.desk, path: 'timebank/desk', permission: 'timebank:write' },
    paths: [
      'timebank/volunteers',
      'timebank/service-needs',
      'timebank/service-proposals',
      'timebank/volunteer-applications',
      'timebank/recruitment-notices',
      'timebank/activities',
      'timebank/service-records',
      'timebank/cards',
      'timebank/points-entries',
      'timebank/points-lists',
      'timebank/star-rounds',
      'timebank/certificates',
      'timebank/catalogue-items',
      'timebank/sponsor-promises',
      'timebank/points-rules',
    ],
  },
  { module: 'learning', title: m.console_domain_learning, paths: ['learning/courses', 'learning/rooms'] },
  { module: 'incubation', title: m.console_domain_incubation, paths: ['incubation/organisations'] },
  { module: 'partners', title: m.console_domain_partners, paths: ['partners/units'] },
];

/** Pages that are no list of a noun, and who may open them. */
const PAGES: readonly {
  title: Words;
  links: readonly { label: Words; path: string; module?: Module; opens(reach: Reach): boolean }[];
}[] = [
  {
    title: m.console_domain_figures,
    links: [
      { label: m.console_report, path: 'report', opens: (reach) => may(reach, 'reporting:read') },
      {
        label: m.service_report,
        path: 'timebank/service-report',
        module: 'timebank',
        opens: (reach) => may(reach, 'reporting:read'),
      },
      {
        label: m.stock_sheet,
        path: 'timebank/stock-sheet',
        module: 'timebank',
        opens: (reach) => mayEverywhere(reach, 'reporting:read'),
      },
      {
        label: m.solvency,
        path: 'timebank/solvency',
        module: 'timebank',
        opens: (reach) => mayEverywhere(reach, 'reporting:read'),
      },
      { label: m.console_verify, path: 'verify', opens: (reach) => mayEverywhere(reach, 'reporting:read') },
      { label: m.console_imports, path: 'importing', opens: (reach) => may(reach, 'importing:read') },
    ],
  },
  {
    title: m.console_domain_people,
    links: [
      { label: m.people_title, path: 'people', opens: (reach) => may(reach, 'identity:read') },
      { label: m.messages_title, path: 'messages', opens: (reach) => may(reach, 'identity:read') },
      { label: m.roles_title, path: 'roles', opens: () => true },
      { label: m.audit_title, path: 'audit', opens: (reach) => mayEverywhere(reach, 'audit:read') },
    ],
  },
];

/** What a community does not use is not in its way, nor what whoever is signed in may not open. */
export function navigation(base: string, modules: readonly Module[], reach: Reach): NavigationGroup[] {
  const domains = GROUPS.filter(
    ({ module, paths }) => modules.includes(module) && paths.some((path) => mayOpen(reach, path)),
  );
  return [
    ...domains.map(({ title, paths, desk }) => ({
      title: title(),
      links: [
        ...(desk !== undefined && mayEverywhere(reach, desk.permission)
          ? [{ label: desk.label(), href: `${base}/${desk.path}` }]
          : []),
        ...paths
          .filter((path) => mayOpen(reach, path))
          .map((path) => ({ label: NOUNS.get(path)?.title() ?? path, href: `${base}/${path}` })),
      ],
    })),
    ...PAGES.map(({ title, links }) => ({
      title: title(),
      links: links
        .filter(({ module, opens }) => opens(reach) && (module === undefined || modules.includes(module)))
        .map(({ label, path }) => ({ label: label(), href: `${base}/${path}` })),
    })),
  ].filter(({ links }) => links.length > 0);
}
