import { Slug } from './community.ts';

/**
 * 东环路社区 → donghuanlu: the name in pinyin without tones, and without the word for community. Empty when the name
 * gives no slug. The dictionary is half a megabyte, so it is loaded when the first name is asked for.
 */
export async function suggestSlug(name: string): Promise<string> {
  const { pinyin } = await import('pinyin-pro');
  const bare = name.trim().replace(/社区(居委会|居民委员会)?$/, '') || name;
  const latin = pinyin(bare, { toneType: 'none', type: 'array', nonZh: 'consecutive' }).join('');
  const slug = latin
    .toLowerCase()
    .replace(/ü/g, 'v')
    .replace(/[^a-z0-9]+/g, '-')
    .replace(/^[^a-z]+|-+$/g, '')
    .slice(0, 40);
  return Slug.safeParse(slug).success ? slug : '';
}
