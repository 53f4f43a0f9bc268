import type { PageServerLoad } from './$types';

/** A sheet of A4 to pin up, and the address of the picture for whoever shows it elsewhere. */
export const load: PageServerLoad = ({ locals, url, params: { community } }) => {
  const picture = `/${community}/timebank/poster.svg${locals.locale === 'en' ? '?lang=en' : ''}`;
  return { picture, address: `${url.origin}${picture}` };
};
