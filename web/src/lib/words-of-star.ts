import { m } from '#lib/paraglide/messages.js';

const STARS = [m.star_1, m.star_2, m.star_3, m.star_4, m.star_5];

/** A level as people say it: 三星. Empty for none. */
export const star = (level: number | undefined): string => STARS[(level ?? 0) - 1]?.() ?? '';
