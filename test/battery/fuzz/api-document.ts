/** As much of JSON Schema as the OpenAPI document uses. */
export type Schema = {
  type?: string | string[];
  enum?: unknown[];
  const?: unknown;
  anyOf?: Schema[];
  oneOf?: Schema[];
  items?: Schema;
  properties?: Record<string, Schema>;
  required?: string[];
  additionalProperties?: Schema | boolean;
  format?: string;
  minimum?: number;
  maximum?: number;
  minLength?: number;
  maxLength?: number;
};

type Parameter = { name: string; in: 'path' | 'query' | 'header'; schema: Schema; required?: boolean };

/** One route as the document describes it; `answers`: the schema by status, `default` for refusals. */
export type Operation = {
  method: string;
  template: string;
  parameters: readonly Parameter[];
  body?: Schema;
  takesFiles: boolean;
  answers: Readonly<Record<string, Schema | undefined>>;
};

type Content = Record<string, { schema: Schema }>;
type Described = {
  parameters?: Parameter[];
  requestBody?: { content: Content };
  responses: Record<string, { content?: Content }>;
};

export function operationsIn(document: { paths: Record<string, Record<string, Described>> }): Operation[] {
  return Object.entries(document.paths).flatMap(([template, methods]) =>
    Object.entries(methods).map(([method, { parameters = [], requestBody, responses }]) => {
      const body = requestBody?.content['application/json']?.schema;
      return {
        method: method.toUpperCase(),
        template,
        parameters,
        ...(body === undefined ? {} : { body }),
        takesFiles: requestBody?.content['multipart/form-data'] !== undefined,
        answers: Object.fromEntries(
          Object.entries(responses).map(([status, { content }]) => [
            status,
            content?.['application/json']?.schema,
          ]),
        ),
      };
    }),
  );
}

/** What any sign-in route may take; those routes stand in no document, so every one is tried with any of these. */
const SIGN_IN_FIELDS = [
  'username',
  'password',
  'code',
  'name',
  'id',
  'phone',
  'token',
  'key',
  'cardNumber',
  'pin',
];

/** The routes of signing in, from its router: a new one is tried without being named here. */
export function signInOperations(routes: readonly { method: string; path: string }[]): Operation[] {
  const text: Schema = { type: 'string' };
  const known = new Map(
    routes
      .filter(({ method, path }) => method !== 'ALL' && !path.includes('*'))
      .map(({ method, path }) => [`${method} ${path}`, { method, path }]),
  );
  return [...known.values()].map(({ method, path }) => ({
    method,
    template: path.replace(/:(\w+)/g, '{$1}'),
    parameters: [...path.matchAll(/:(\w+)/g)].map(([, name = '']) => ({ name, in: 'path', schema: text })),
    ...(method === 'GET'
      ? {}
      : {
          body: {
            type: 'object',
            properties: Object.fromEntries(SIGN_IN_FIELDS.map((name) => [name, text])),
          },
        }),
    takesFiles: false,
    answers: {},
  }));
}
