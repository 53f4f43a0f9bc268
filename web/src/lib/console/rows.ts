import type { InferResponseType } from 'hono/client';
import type { Api } from '#lib/server/api.ts';

/** The community's part of the typed API: the only place the console's row types come from. */
export type Communities = Api['communities'][':community'];

/** What one endpoint answers. */
export type AnswerOf<Endpoint> = Endpoint extends { $get: infer Get } ? InferResponseType<Get> : never;

type Listed<Answer> = Answer extends { items: (infer Row)[] }
  ? Row
  : Answer extends (infer Row)[]
    ? Row
    : never;

/** A row of the list at `<domain>/<nouns>`. */
export type RowOf<D extends keyof Communities, N extends keyof Communities[D]> = Listed<
  AnswerOf<Communities[D][N]>
>;

/** The answer at `<domain>/<nouns>/:id`. */
export type ItemOf<D extends keyof Communities, N extends keyof Communities[D]> = Communities[D][N] extends {
  ':id': infer Endpoint;
}
  ? AnswerOf<Endpoint>
  : never;
