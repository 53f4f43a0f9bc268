import type { Plugin } from 'vite';

const STYLE = /\s+style="position: absolute;[^"]*"/;

/**
 * SvelteKit's announcer of pages carries a style attribute, which our policy refuses on every page, with a report each
 * time. base.css hides the announcer, so the attribute goes.
 */
export const announcerWithoutStyle = (): Plugin => ({
  name: 'linli-announcer-without-style',
  enforce: 'pre',
  transform(code, id) {
    if (!id.split('?')[0]?.endsWith('/runtime/components/root.svelte')) return undefined;
    if (!STYLE.test(code))
      throw new Error('SvelteKit’s announcer has changed: look whether this is still needed');
    return code.replace(STYLE, '');
  },
});
