import type { FileCell } from '#lib/console/files/file-cell.ts';
import type { Api } from '#lib/server/api.ts';
import type { Session } from '#lib/server/session.ts';

declare global {
  namespace App {
    interface Locals {
      /** The language of this request: the cookie `lang`, else what the browser prefers, else Chinese. */
      locale: 'zh-CN' | 'en';
      bigType: boolean;
      requestId: string;
      /** The typed API below /api/v1, in process, asking as the person of this request. */
      api: Api;
      /** Set-Cookie lines of the sign-in service, sent out as it wrote them. */
      cookiesToSet: string[];
      /** Who is signed in, asked at most once a request. */
      session(): Promise<Session | undefined>;
    }
    interface Platform {
      api(request: Request): Promise<Response>;
      /** Whether this deployment signs people in with WeChat. */
      wechat?: boolean;
      auth(request: Request): Promise<Response>;
      /** An Excel file of one table, written as its rows are read. */
      workbook(name: string, rows: AsyncIterable<readonly FileCell[]>): AsyncIterable<Uint8Array>;
    }
    interface Error {
      message: string;
      requestId?: string;
    }
  }
}
