import { m } from '#lib/paraglide/messages.js';

/** The public sections of a community, in the order of its navigation; each is there while its module is on. */
const SECTIONS = [
  { path: 'courtyards', module: 'courtyard', title: m.courtyards_title },
  { path: 'timebank', module: 'timebank', title: m.timebank_title },
  { path: 'classes', module: 'learning', title: m.classes_title },
  { path: 'organisations', module: 'incubation', title: m.organisations_title },
  { path: 'units', module: 'partners', title: m.units_title },
] as const;

export const sectionsOf = ({ modules }: { modules: readonly string[] }) =>
  SECTIONS.filter(({ module }) => modules.includes(module));

/** `/donghuan/classes` of a community that holds no classes is no page of it. */
export function isSwitchedOff(pathname: string, community: { modules: readonly string[] }): boolean {
  const [, , path] = pathname.split('/');
  const section = SECTIONS.find((known) => known.path === path);
  return section !== undefined && !community.modules.includes(section.module);
}
