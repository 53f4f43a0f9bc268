import { z } from 'zod';
import { type Grant, internal, type MessageKey, personal } from '../kernel/index.ts';

/** Full-width and upper-case spellings are the same person: 'ＺhangSan' signs in as 'zhangsan'. */
export const normalizeUsername = (text: string): string => text.normalize('NFKC').trim().toLowerCase();

/** 2 to 30 letters of any script, digits, `_` or `.`: a name in Chinese is a good user name. */
export const Username = z
  .string()
  .transform(normalizeUsername)
  .pipe(z.string().regex(/^[\p{L}\p{N}_.]{2,30}$/u, 'usernameForm' satisfies MessageKey));

/** Somebody who can sign in to the console. Never has to have an e-mail address or a phone. */
export const User = z.object({
  id: internal(z.string()),
  username: personal(z.string()),
  name: personal(z.string()),
  grants: internal(z.array(z.custom<Grant>())),
});
export type User = z.infer<typeof User>;
