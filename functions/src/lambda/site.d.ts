/** The built site (web/build/handler.js); infra's bundler knows where it lies. */
declare module 'linli:site' {
  type Platform = {
    api(request: Request): Promise<Response>;
    wechat?: boolean;
    auth(request: Request): Promise<Response>;
    workbook(
      name: string,
      rows: import('@linli/core/spreadsheet').WrittenTable['rows'],
    ): AsyncIterable<Uint8Array>;
  };
  export function createSite(): Promise<{
    respond(request: Request, platform: Platform, clientAddress: string): Promise<Response>;
  }>;
}
