import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { folderFiles } from '../../../functions/src/local/files.ts';
import { freePort } from '../../../functions/src/local/free-port.ts';
import { healthy } from '../../../functions/src/local/healthy.ts';
import { createServer, listen } from '../../../functions/src/local/server.ts';

it('waits until every part of the machine is ready, and no longer', async () => {
  const looks = [
    { table: false, stream: false },
    { table: true, stream: false },
    { table: true, stream: true },
  ];
  const clientFolder = mkdtempSync(join(tmpdir(), 'linli-healthy-'));
  const port = await freePort();
  const origin = `http://127.0.0.1:${port}`;
  const nowhere = async () => new Response(null, { status: 404 });
  const server = createServer({
    origins: [origin],
    api: nowhere,
    auth: nowhere,
    site: { respond: nowhere },
    clientFolder,
    readiness: async () => looks.shift() ?? {},
    files: folderFiles('/nowhere'),
    clock: () => '2019-05-10T02:00:00.000Z',
  });
  const stop = await listen(server, port);

  await healthy(origin);

  expect(looks).toEqual([]);
  await stop();
  rmSync(clientFolder, { recursive: true });
});
