import { normalizeUsername } from '@linli/core/identity';
import { LinliError, type MessageKey } from '@linli/core/kernel';
import { z } from 'zod';
import { COMMON_PASSWORDS } from './common-passwords.ts';

const COMMON: ReadonlySet<string> = new Set(COMMON_PASSWORDS.split(' '));

/** Long enough, and none of those that are tried first (OWASP ASVS 5.0, V6.2.4). */
export const Password = z
  .string()
  .min(8)
  .max(128)
  .refine((password) => !COMMON.has(password.toLowerCase()), 'passwordCommon' satisfies MessageKey);

/** Words that whoever attacks this place tries with a year and a sign behind them (V6.1.2). */
const OF_THIS_PLACE = [
  ...['linli', '邻里', 'shequ', '社区', 'jiedao', '街道', 'quban', '区办', 'zhiyuanzhe', '志愿者'],
  ...[
    'shijianyinhang',
    '时间银行',
    'admin',
    'administrator',
    'guanliyuan',
    '管理员',
    'mima',
    '密码',
    'password',
  ],
];

/** Throws `invalid` for a password that is nothing but such a word, or one's own user name, and figures and signs (V6.2.11). */
export function requireNoWordOfThisPlace(password: string, username: string): void {
  const letters = password
    .normalize('NFKC')
    .toLowerCase()
    .replace(/[^\p{L}]/gu, '');
  const words = [...OF_THIS_PLACE, normalizeUsername(username).replace(/[^\p{L}]/gu, '')].filter(Boolean);
  if (words.some((word) => letters.replaceAll(word, '') === ''))
    throw new LinliError('invalid', 'inputInvalid', {
      params: { count: 1 },
      field: 'password',
      issues: [{ field: 'password', reason: 'passwordOfThisPlace' }],
    });
}
