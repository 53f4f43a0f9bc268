import { copyFileSync, rmSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import type { Adapter } from '@sveltejs/kit';

const OUT = 'build';

/**
 * Writes `build/client/` (static files), `build/server/` and `build/handler.js`, whose `createSite()` answers a Request
 * with a Response and knows nothing of Lambda or of Node's HTTP: whoever serves it hands in the API and the sign-in.
 */
export const linliAdapter = (): Adapter => ({
  name: 'linli',
  adapt(builder) {
    rmSync(OUT, { recursive: true, force: true });
    builder.writeClient(`${OUT}/client`);
    builder.writeServer(`${OUT}/server`);
    builder.generateServerInstance(`${OUT}/server-instance.js`, { serverDirectory: `${OUT}/server` });
    copyFileSync(fileURLToPath(new URL('./handler.js', import.meta.url)), `${OUT}/handler.js`);
  },
});
