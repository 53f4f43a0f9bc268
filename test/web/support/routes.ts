const MANIFEST = new URL('../../../web/build/server/manifest-full.js', import.meta.url);

type Manifest = {
  routes: { id: string; page: { leaf: number } | null }[];
  nodes: (() => Promise<{ server?: { actions?: Record<string, unknown> } }>)[];
};

/** An address of the site; what its forms may do, by name; a server route without a page has none. */
export type SiteRoute = { path: string; actions: string[] };

/** Every address of the site as it was built, with something in place of each parameter: a new page is among them. */
export async function siteRoutes(parameters: Readonly<Record<string, string>>): Promise<SiteRoute[]> {
  const { manifest } = (await import(MANIFEST.href)) as { manifest: Manifest };
  return Promise.all(
    manifest.routes.map(async ({ id, page }) => {
      const node = page === null ? undefined : await manifest.nodes[page.leaf]?.();
      return { path: pathOf(id, parameters), actions: Object.keys(node?.server?.actions ?? {}) };
    }),
  );
}

function pathOf(id: string, parameters: Readonly<Record<string, string>>): string {
  const segments = id
    .split('/')
    .filter((segment) => segment !== '' && !segment.startsWith('('))
    .map((segment) => segment.replace(/\[(?:\.\.\.)?(\w+)\]/, (_, name) => parameters[name] ?? `no-${name}`));
  return `/${segments.join('/')}`;
}
