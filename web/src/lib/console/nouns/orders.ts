import { m } from '#lib/paraglide/messages.js';
import type { Option } from '../noun.ts';

/** For a noun that its index keeps by day. */
export const BY_DAY: readonly Option[] = [
  { value: 'desc', label: m.console_newest_first },
  { value: 'asc', label: m.console_oldest_first },
];
