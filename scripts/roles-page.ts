import { writeFileSync } from 'node:fs';
import { GIVEN_ROLES, PERMISSIONS, type Permission, type Reach, ROLES } from '@linli/core/kernel';

const PAGE = new URL('../docs/roles.md', import.meta.url);

const REACHES: Record<Reach, string> = {
  district: '全区 · the district',
  community: '本社区 · the community',
  courtyards: '指定的院落 · named courtyards',
  own: '与本人有关的 · what is about oneself',
};

const SIGNS = { read: '○', write: '●', own: '◐' } as const;

/** `docs/roles.md`: the table of the code, for people. `test/unit/kernel/roles-page.test.ts` holds the file against it. */
export function rolesPage(): string {
  const permissions = Object.keys(PERMISSIONS) as Permission[];
  const domains = [...new Set(permissions.map((permission) => permission.split(':')[0] as string))];
  const shown = domains.filter((domain) => domain !== 'public');
  const row = (...cells: readonly string[]) => `| ${cells.join(' | ')} |`;
  return [
    '# Roles and permissions · 角色和权限',
    '',
    'Written by `npm run roles` from `packages/core/src/kernel/roles.ts`, which is the truth; do not edit. Why it is so:',
    '[decision 0012](decisions/0012-roles.md). In the console: `/console/<community>/roles`.',
    '',
    '○ see 看 · ● see and do 看和办 · ◐ see their own 看本人的. Everybody, signed in or not, reads the public pages.',
    '',
    row('Role 角色', 'Reach 范围', ...shown),
    row('---', '---', ...shown.map(() => ':-:')),
    ...GIVEN_ROLES.map((role) =>
      row(
        ROLES[role].name.join(' · '),
        REACHES[ROLES[role].reach],
        ...shown.map((domain) => signOf(ROLES[role].may, domain)),
      ),
    ),
    '',
    '## What each permission means · 每项权限说的是什么',
    '',
    row('Permission', '中文', 'English'),
    row('---', '---', '---'),
    ...permissions.map((permission) => row(`\`${permission}\``, ...PERMISSIONS[permission])),
    '',
  ].join('\n');
}

function signOf(may: readonly Permission[], domain: string): string {
  const verb = (['write', 'read', 'own'] as const).find((one) =>
    (may as readonly string[]).includes(`${domain}:${one}`),
  );
  return verb === undefined ? '' : SIGNS[verb];
}

if (import.meta.main) writeFileSync(PAGE, rolesPage());
