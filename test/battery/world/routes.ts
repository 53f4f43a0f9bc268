import type { Permission } from '@linli/core/kernel';
import type { Api } from '@linli/functions/api';

export type Schema = {
  type?: string | string[];
  properties?: Record<string, Schema>;
  required?: string[];
  items?: Schema;
  prefixItems?: Schema[];
  anyOf?: Schema[];
  oneOf?: Schema[];
  enum?: unknown[];
  const?: unknown;
  format?: string;
  pattern?: string;
  minLength?: number;
  minimum?: number;
  minItems?: number;
  default?: unknown;
};
type Parameter = { in: string; name: string; required?: boolean; schema?: Schema };
type Described = {
  'x-permission'?: Permission;
  'x-within'?: string;
  parameters?: Parameter[];
  requestBody?: { content?: Record<string, { schema: Schema }> };
};

/** A route as its own OpenAPI document tells of it. */
export type Route = {
  name: string;
  method: string;
  template: string;
  /** Undefined where somebody forgot to declare one. */
  permission: Permission | undefined;
  within: string;
  pathParameters: string[];
  query: Parameter[];
  headers: Parameter[];
  body: Schema | undefined;
  /** Takes files as a form. */
  upload: boolean;
};

const METHODS = ['GET', 'POST', 'PUT', 'PATCH', 'DELETE'];

/** Every route of the router. Throws when the document and the router do not name the same. */
export async function routesOf(api: Api): Promise<Route[]> {
  const { paths } = (await (await api.request('/api/openapi.json')).json()) as {
    paths: Record<string, Record<string, Described>>;
  };
  const routes = Object.entries(paths).flatMap(([template, operations]) =>
    Object.entries(operations).map(([method, operation]) =>
      routeOf(method.toUpperCase(), template, operation),
    ),
  );
  const described = routes.map(({ name }) => name).sort();
  const routed = [
    ...new Set(api.routes.filter(isRoute).map(({ method, path }) => `${method} ${inBraces(path)}`)),
  ].sort();
  const [missing] = [
    ...routed.filter((name) => !described.includes(name)),
    ...described.filter((name) => !routed.includes(name)),
  ];
  if (missing !== undefined) throw new Error(`The router and its document do not agree on ${missing}`);
  return routes;
}

const isRoute = ({ method, path }: { method: string; path: string }) =>
  METHODS.includes(method) && path.startsWith('/api/v1') && !path.includes('*');

const inBraces = (path: string) => path.replace(/:(\w+)/g, '{$1}');

function routeOf(method: string, template: string, operation: Described): Route {
  const name = `${method} ${template}`;
  const parameters = (place: string) => (operation.parameters ?? []).filter((one) => one.in === place);
  const content = operation.requestBody?.content ?? {};
  return {
    name,
    method,
    template,
    permission: operation['x-permission'],
    within: operation['x-within'] ?? 'community',
    pathParameters: [...template.matchAll(/\{(\w+)\}/g)].map(([, param]) => param as string),
    query: parameters('query'),
    headers: parameters('header'),
    body: content['application/json']?.schema,
    upload: 'multipart/form-data' in content,
  };
}
