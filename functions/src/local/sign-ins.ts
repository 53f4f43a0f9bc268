import { randomInt } from 'node:crypto';
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Grant } from '@linli/core/kernel';
import type { OneMachine } from './one-machine.ts';

export type SignIn = { username: string; password: string; name: string };

/**
 * Made once for each data folder, so that two machines never share a password; kept where only the owner reads. An account
 * that is there is left alone: its password, its roles and its second factor are its owner's.
 */
export async function demoSignIns(
  folder: string,
  machine: Pick<OneMachine, 'addStaff' | 'hasAccount'>,
  community: { tenantId: string; slug: string; name: string } | undefined,
): Promise<SignIn[]> {
  const path = join(folder, 'sign-ins.json');
  const kept: SignIn[] = existsSync(path) ? JSON.parse(readFileSync(path, 'utf8')) : [];
  const staff: { username: string; name: string; grant: Grant }[] = [
    { username: 'district', name: '区管理员', grant: { role: 'districtAdministrator', tenantId: '*' } },
  ];
  if (community !== undefined) {
    const { slug, name, tenantId } = community;
    staff.push({
      username: slug,
      name: `${name}管理员`,
      grant: { role: 'communityAdministrator', tenantId },
    });
  }

  const signIns: SignIn[] = [];
  for (const { username, name, grant } of staff) {
    const password = kept.find((known) => known.username === username)?.password ?? newPassword();
    if (!(await machine.hasAccount(username)))
      await machine.addStaff({ username, password, name, grants: [grant] });
    signIns.push({ username, password, name });
  }
  writeFileSync(path, JSON.stringify(signIns, null, 2), { mode: 0o600 });
  return signIns;
}

// Without letters and digits that look alike, because it is read off a screen.
const LETTERS = 'abcdefghjkmnpqrstuvwxyz23456789';
const newPassword = () => Array.from({ length: 10 }, () => LETTERS[randomInt(LETTERS.length)]).join('');
