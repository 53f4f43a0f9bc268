import { type PosterLanguage, posterSvg } from '#lib/public/poster/poster-svg.ts';
import { liveCommunity } from '#lib/server/community.ts';
import { read } from '#lib/server/read.ts';
import type { RequestHandler } from './$types';

/**
 * The time bank as a picture that any page or poster may show. Its address says its language, `?lang=en` or Chinese, so that
 * the same address is the same picture for everybody and may be kept for an hour.
 */
export const GET: RequestHandler = async (event) => {
  const slug = event.params.community;
  const language: PosterLanguage = event.url.searchParams.get('lang') === 'en' ? 'en' : 'zh-CN';
  const community = await liveCommunity(event, slug);
  const api = event.locals.api.communities[':community'];
  const [{ figures, months, asOf }] = await Promise.all([
    read(api.reporting.home.$get({ param: { community: slug } })),
    // Refuses where the community keeps no time bank.
    read(api.timebank.public.$get({ param: { community: slug } })),
  ]);
  const address = `${event.url.origin}/${slug}/timebank`;
  const poster = { community: community.name, asOf, figures, months, address };
  return new Response(posterSvg(poster, language), {
    headers: { 'content-type': 'image/svg+xml; charset=utf-8', 'cache-control': 'public, max-age=3600' },
  });
};
