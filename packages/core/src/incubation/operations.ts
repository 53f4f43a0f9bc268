import {
  behind,
  type FigureRequest,
  notFound,
  type Page,
  type PageRequest,
  requirePermission,
  type Scope,
} from '../kernel/index.ts';
import { view, viewPage } from '../table/index.ts';
import { Organisations } from './entities.ts';
import { Organisation, tallyOrganisation } from './organisation.ts';

/** Social organisations and teams in the community's own order; with `figure`, the rows behind it. */
export async function listOrganisations(
  scope: Scope,
  request: PageRequest & FigureRequest,
): Promise<Page<Organisation>> {
  requirePermission(scope, 'incubation:read');
  return pageOf(scope, request);
}

export async function getOrganisation(scope: Scope, id: string): Promise<Organisation> {
  requirePermission(scope, 'incubation:read');
  const key = { tenantId: scope.tenantId, id };
  const organisation = await scope.table.get(Organisations, Organisations.get(key));
  if (organisation === undefined) throw notFound('organisation');
  return view(Organisation, organisation);
}

/** The same list for the public board: an organisation's leader is an office holder, and nothing else in it is a person's. */
export async function publicOrganisations(scope: Scope, request: PageRequest): Promise<Page<Organisation>> {
  requirePermission(scope, 'public:read');
  return pageOf(scope, request);
}

async function pageOf(
  { tenantId, table }: Scope,
  request: PageRequest & FigureRequest,
): Promise<Page<Organisation>> {
  const query = Organisations.query.inOrder({ tenantId });
  return viewPage(
    Organisation,
    await table.page(Organisations, query, { ...request, keep: behind(tallyOrganisation, request) }),
  );
}
