import { m } from '#lib/paraglide/messages.js';
import type { Module } from './module.ts';
import type { Words } from './noun.ts';
import { NOUNS } from './nouns.ts';

export type NavigationGroup = { title: string | undefined; links: { label: string; href: string }[] };

/** The console by domain, in the words of the office. */
const GROUPS: readonly { module: Module; title: Words; paths: readonly string[] }[] = [
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
    paths: [
      'timebank/volunteers',
      'timebank/service-records',
      'timebank/cards',
      'timebank/catalogue-items',
      'timebank/points-rules',
    ],
  },
  { module: 'learning', title: m.console_domain_learning, paths: ['learning/courses', 'learning/rooms'] },
  { module: 'incubation', title: m.console_domain_incubation, paths: ['incubation/organisations'] },
  { module: 'partners', title: m.console_domain_partners, paths: ['partners/units'] },
];

/** What a community does not use is not in its way. */
export function navigation(base: string, modules: readonly Module[]): NavigationGroup[] {
  return [
    ...GROUPS.filter(({ module }) => modules.includes(module)).map(({ title, paths }) => ({
      title: title(),
      links: paths.map((path) => ({ label: NOUNS.get(path)?.title() ?? path, href: `${base}/${path}` })),
    })),
    {
      title: m.console_domain_figures(),
      links: [
        { label: m.console_report(), href: `${base}/report` },
        { label: m.console_verify(), href: `${base}/verify` },
        { label: m.console_imports(), href: `${base}/importing` },
      ],
    },
    {
      title: m.console_domain_people(),
      links: [
        { label: m.people_title(), href: `${base}/people` },
        { label: m.messages_title(), href: `${base}/messages` },
      ],
    },
  ];
}
