import { sameSitePath } from './same-site-path.ts';

/** Where somebody was going before they were asked to sign in. */
export const nextIn = (url: URL): string => sameSitePath(url.searchParams.get('next'), '');
