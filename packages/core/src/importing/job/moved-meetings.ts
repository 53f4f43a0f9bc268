import { draftMeeting, draftOpinion, moveOpinion, opinionsUnder } from '../../governance/index.ts';
import { atOnce } from './at-once.ts';
import type { JobTools } from './tools.ts';
import { UndoLog } from './undo-log.ts';

/**
 * A meeting whose day was corrected takes along the opinions raised at it. The last step of a run, after the opinions of
 * the same import have taken the new day from their own rows. Which meetings those are stands in the undo log, so that a
 * run that was broken off still finds them, and undo puts the opinions back with their meeting.
 */
export async function moveOpinionsAlong({ scope, files }: JobTools, importId: string): Promise<void> {
  const { tenantId, table } = scope;
  const log = new UndoLog(files, tenantId, importId);
  for (const { noun, id, heldOn: wrongDay } of await log.read()) {
    if (noun !== draftMeeting.noun) continue;
    const rightDay = (await draftMeeting.find(table, tenantId, id))?.['heldOn'];
    if (typeof wrongDay !== 'string' || typeof rightDay !== 'string' || wrongDay === rightDay) continue;
    const opinions = await opinionsUnder(scope, id, wrongDay);
    const moves = opinions.map((opinion) => ({
      opinion,
      ...moveOpinion(tenantId, opinion, rightDay, importId),
    }));
    await log.append(
      moves.map(({ opinion, hash }) => ({ ...opinion, noun: draftOpinion.noun, after: hash })),
    );
    await atOnce(moves, ({ move }) => table.commit([move]));
  }
}
