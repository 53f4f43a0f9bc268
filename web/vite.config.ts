import { paraglideVitePlugin } from '@inlang/paraglide-js';
import { sveltekit } from '@sveltejs/kit/vite';
import { defineConfig } from 'vite';
import { linliAdapter } from './adapter/index.ts';
import { announcerWithoutStyle } from './announcer-without-style.ts';

export default defineConfig({
  // Nobody who starts Linli can make the build's plugins faster: how long each took is not news to them.
  build: { rolldownOptions: { checks: { bundlerTimings: false } } },
  plugins: [
    announcerWithoutStyle(),
    paraglideVitePlugin({
      project: './project.inlang',
      outdir: './src/lib/paraglide',
      // The cookie is set by /preferences; without it the browser's own wish counts, then Chinese.
      strategy: ['cookie', 'preferredLanguage', 'baseLocale'],
      cookieName: 'lang',
    }),
    sveltekit({
      adapter: linliAdapter(),
      csp: {
        mode: 'nonce',
        directives: {
          'default-src': ['none'],
          'script-src': ['self'],
          'style-src': ['self'],
          'img-src': ['self', 'data:'],
          'font-src': ['self'],
          'connect-src': ['self'],
          'manifest-src': ['self'],
          'form-action': ['self'],
          'base-uri': ['none'],
          'object-src': ['none'],
          'frame-ancestors': ['none'],
        },
      },
    }),
  ],
});
