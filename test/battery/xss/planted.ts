import type { PlantedBug } from '../battery.ts';

// Pages come from the built site, whose server is this one file's to call: what it does to a page, a template could.
const SERVER = 'web/build/handler.js';
const RESPOND = 'server.respond(request, { platform, getClientAddress: () => clientAddress }),';

export const PLANTED: readonly PlantedBug[] = [
  {
    name: 'pages do not escape what they show',
    file: SERVER,
    find: RESPOND,
    plant: `server.respond(request, { platform, getClientAddress: () => clientAddress }).then(async (page) =>
        (page.headers.get('content-type') ?? '').startsWith('text/html')
          ? new Response((await page.text()).replaceAll('&lt;', '<').replaceAll('&amp;', '&'), page)
          : page,
      ),`,
  },
  {
    name: 'attributes do not escape quotes',
    file: SERVER,
    find: RESPOND,
    plant: `server.respond(request, { platform, getClientAddress: () => clientAddress }).then(async (page) =>
        (page.headers.get('content-type') ?? '').startsWith('text/html')
          ? new Response((await page.text()).replaceAll('&quot;', '"'), page)
          : page,
      ),`,
  },
  {
    name: 'the policy allows inline script',
    file: SERVER,
    find: RESPOND,
    plant: `server.respond(request, { platform, getClientAddress: () => clientAddress }).then((page) => {
        page.headers.set('content-security-policy', "default-src 'none'; script-src 'self' 'unsafe-inline'");
        return page;
      }),`,
  },
];
