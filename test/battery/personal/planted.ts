import type { PlantedBug } from '../battery.ts';

export const PLANTED: readonly PlantedBug[] = [
  {
    name: 'phones are not masked',
    file: 'packages/core/src/kernel/masking.ts',
    find: 'digits.length >= 11 ? `${digits.slice(0, 3)}****${digits.slice(-4)}`',
    plant: 'digits.length >= 11 ? phone',
  },
  {
    name: 'numbers in remarks are not masked',
    file: 'packages/core/src/kernel/field-class.ts',
    find: 'text: maskNumbersIn,',
    plant: 'text: (text: string) => text,',
  },
  {
    name: 'ID numbers are kept in clear',
    file: 'packages/core/src/courtyard/seal.ts',
    find: "${box.toString('base64url')}`",
    plant: "${box.toString('base64url')}.${number}`",
  },
  {
    name: 'a page names the person in its title',
    file: 'web/build/handler.js',
    find: 'server.respond(request, { platform, getClientAddress: () => clientAddress }),',
    plant: `server.respond(request, { platform, getClientAddress: () => clientAddress }).then(async (page) => {
        if (!(page.headers.get('content-type') ?? '').startsWith('text/html')) return page;
        const html = await page.text();
        const [, heading = ''] = /<h1[^>]*>([^<]*)</.exec(html) ?? [];
        return new Response(html.replace(/<title>[^<]*/, () => '<title>' + heading), page);
      }),`,
  },
];
