import { redirect } from '@sveltejs/kit';
import { sameSitePath } from '#lib/server/same-site-path.ts';
import type { RequestHandler } from './$types';

const A_YEAR_S = 365 * 24 * 60 * 60;
const CHOICES: Record<string, readonly string[]> = { lang: ['zh-CN', 'en'], type: ['big', 'normal'] };

/** Remembers language and type size in a cookie and goes back: a plain link, so that it works without JavaScript. */
export const GET: RequestHandler = ({ url, cookies }) => {
  for (const [name, values] of Object.entries(CHOICES)) {
    const chosen = url.searchParams.get(name);
    if (chosen === null || !values.includes(chosen)) continue;
    // Readable by script: the console's own pages speak the same language once they run in the browser.
    cookies.set(name, chosen, { path: '/', maxAge: A_YEAR_S, sameSite: 'lax', httpOnly: false });
  }
  redirect(303, sameSitePath(url.searchParams.get('back'), '/'));
};
