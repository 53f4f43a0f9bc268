import { existsSync } from 'node:fs';
import { fileURLToPath, pathToFileURL } from 'node:url';
import type { WrittenTable } from '@linli/core/spreadsheet';

type Platform = {
  api(request: Request): Promise<Response>;
  wechat?: boolean;
  auth(request: Request): Promise<Response>;
  workbook(name: string, rows: WrittenTable['rows']): AsyncIterable<Uint8Array>;
};

export type Site = {
  respond(request: Request, platform: Platform, clientAddress: string): Promise<Response>;
};

const BUILD = fileURLToPath(new URL('../../../web/build', import.meta.url));

/** The site as `npm run build` left it. */
export async function loadSite(): Promise<{ site: Site; clientFolder: string }> {
  const handler = `${BUILD}/handler.js`;
  if (!existsSync(handler))
    throw new Error(
      '网站还没有构建，请先运行 npm run build。 / The site is not built: run npm run build first.',
    );
  const { createSite } = (await import(pathToFileURL(handler).href)) as { createSite(): Promise<Site> };
  return { site: await createSite(), clientFolder: `${BUILD}/client` };
}
