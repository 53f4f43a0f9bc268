import { m } from '#lib/paraglide/messages.js';
import { NOTHING, tag, text } from '../cell.ts';
import type { TableView } from '../list-view.ts';
import type { Words } from '../noun.ts';
import type { Roles } from './people-types.ts';

type Role = Roles['items'][number];

/** What permissions are about, in the order of the console. */
const DOMAINS: readonly { domain: string; label: Words }[] = [
  { domain: 'courtyard', label: m.console_domain_courtyard },
  { domain: 'governance', label: m.console_domain_governance },
  { domain: 'renewal', label: m.console_domain_renewal },
  { domain: 'timebank', label: m.console_domain_timebank },
  { domain: 'learning', label: m.console_domain_learning },
  { domain: 'incubation', label: m.console_domain_incubation },
  { domain: 'partners', label: m.console_domain_partners },
  { domain: 'reporting', label: m.console_domain_figures },
  { domain: 'importing', label: m.console_imports },
  { domain: 'identity', label: m.console_domain_people },
  { domain: 'district', label: m.roles_district },
  { domain: 'audit', label: m.roles_audit },
];

const REACHES: Readonly<Record<Role['reach'], Words>> = {
  district: m.roles_reach_district,
  community: m.roles_reach_community,
  courtyards: m.roles_reach_courtyards,
  own: m.roles_reach_own,
};

const VERBS = ['own', 'read', 'write'];

/** One row a role, one column a domain; a phone shows a row as a card of label and value. */
export function rolesView(roles: readonly Role[]): {
  matrix: TableView;
  domains: { label: string; said: string }[];
} {
  const named = new Map<string, string>(
    roles.flatMap(({ permissions }) =>
      permissions.map(({ permission, name }): [string, string] => [permission, name]),
    ),
  );
  const shown = DOMAINS.filter(({ domain }) => VERBS.some((verb) => named.has(`${domain}:${verb}`)));
  return {
    matrix: {
      title: m.roles_title(),
      head: [m.people_role(), m.roles_reach(), ...shown.map(({ label }) => label())].map((label) => ({
        label,
        number: false,
      })),
      rows: roles.map((role) => ({
        id: role.role,
        href: undefined,
        cells: [
          text(role.name),
          text(REACHES[role.reach]()),
          ...shown.map(({ domain }) => cellOf(role, domain)),
        ],
      })),
    },
    domains: shown.map(({ domain, label }) => ({
      label: label(),
      said: VERBS.flatMap((verb) => named.get(`${domain}:${verb}`) ?? []).join(m.roles_semicolon()),
    })),
  };
}

function cellOf({ permissions }: Role, domain: string) {
  const may = (verb: string) => permissions.some(({ permission }) => permission === `${domain}:${verb}`);
  if (may('write')) return tag(m.roles_write(), 'good');
  if (may('read')) return tag(m.roles_read());
  return may('own') ? tag(m.roles_own()) : NOTHING;
}
