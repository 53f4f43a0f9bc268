import { readdirSync } from 'node:fs';
import { dirname, join } from 'node:path';

const ROUTES = join(import.meta.dirname, '../../web/src/routes/(public)');

/** `segments` as the site's routes write them: `[community]`, `courtyards`, `[id]`. */
export type PublicPage = { name: string; segments: readonly string[] };

/** Every page anybody may open, as the site's own routes have them: a page that is added is weighed too. */
export const PUBLIC_PAGES: readonly PublicPage[] = readdirSync(ROUTES, { recursive: true, encoding: 'utf8' })
  .filter((file) => file.endsWith('+page.svelte'))
  .map((file) => dirname(file).split('/').filter(isSegment))
  // Where no page is, there is only the word that none is.
  .filter((segments) => !segments.some((segment) => segment.startsWith('[...')))
  // One's own account is shown to nobody else.
  .filter(([first]) => first !== 'account')
  .map((segments) => ({ name: nameOf(segments), segments }))
  .sort((a, b) => a.segments.length - b.segments.length || (a.name < b.name ? -1 : 1));

function isSegment(folder: string): boolean {
  return folder !== '.' && !folder.startsWith('(');
}

/** `district` for the site's first page, `home` for a community's, `courtyard` for one of `courtyards`. */
function nameOf(segments: readonly string[]): string {
  const last = segments.at(-1);
  if (last === undefined) return 'district';
  if (last === '[community]') return 'home';
  if (last.startsWith('[')) return (segments.at(-2) ?? '').replace(/s$/, '');
  return last.replace(/-(\w)/g, (_, letter: string) => letter.toUpperCase());
}
