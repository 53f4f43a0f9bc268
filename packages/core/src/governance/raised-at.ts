import type { Page, PageRequest, Scope } from '../kernel/index.ts';
import { viewPage } from '../table/index.ts';
import { Opinions } from './entities.ts';
import type { Meeting } from './meeting.ts';
import { Opinion } from './opinion.ts';

/**
 * An opinion is raised on the day of its meeting, so the register of that day holds them all; what another meeting of
 * the same day heard is left out, and a page may therefore be short.
 */
export async function opinionsRaisedAt(
  scope: Scope,
  meeting: Pick<Meeting, 'id' | 'heldOn'>,
  request: PageRequest,
): Promise<Page<Opinion>> {
  const thatDay = Opinions.query.byDate({ tenantId: scope.tenantId }).begins({ raisedOn: meeting.heldOn });
  const page = await scope.table.page(Opinions, thatDay, request);
  return viewPage(Opinion, {
    ...page,
    items: page.items.filter((opinion) => opinion.meetingId === meeting.id),
  });
}
