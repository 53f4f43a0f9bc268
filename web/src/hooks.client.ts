import { overwriteGetLocale } from '#lib/paraglide/runtime.js';

// The page came in the language the server chose: what the browser would choose by itself may be another one.
overwriteGetLocale(() => (document.documentElement.lang === 'en' ? 'en' : 'zh-CN'));
