import { z } from 'zod';
import { recordChange } from '../../audit/index.ts';
import { LinliError, parse, requireCourtyards, requireWithin, type Scope } from '../../kernel/index.ts';
import { canonical, view, write } from '../../table/index.ts';
import { type Activity, PublicActivity } from './activity.ts';
import { ActivityInput, storedActivity } from './activity-operations.ts';
import { Activities } from './entities.ts';

export const ActivityChange = ActivityInput.omit({ shifts: true, courtyardId: true }).extend({
  /** How often it was changed, as the page shows it that asks: another's change in between is not written over. */
  revision: z.number().int().min(0),
});

/**
 * Says anew what an activity is. Its courtyard and its shifts stay: whoever signed up, signed up for those. Attendances keep
 * the words under which they were written down. The same again answers with the same; what it said before is in the trail.
 */
export async function changeActivity(
  scope: Scope,
  id: string,
  input: z.input<typeof ActivityChange>,
): Promise<PublicActivity> {
  const within = requireCourtyards(scope, 'timebank:write');
  const { revision, ...said } = parse(ActivityChange, input);
  const before = await storedActivity(scope, id);
  requireWithin(within, before.courtyardId, 'activity');
  const after = { ...before, ...words(said), revision: revision + 1 };
  if (before.revision === revision + 1 && canonical(words(before)) === canonical(words(said)))
    return view(PublicActivity, before);
  const { tenantId, table } = scope;
  const gone = (['contact', 'about'] as const).filter((name) => said[name] === undefined);
  const changed = Activities.patch({ tenantId, id })
    .set({ ...said, revision: revision + 1 })
    .remove(gone)
    .where((stored, { eq, notExists }) =>
      revision === 0 ? notExists(stored.revision) : eq(stored.revision, revision),
    );
  await table.commit([
    write(changed, new LinliError('conflict', 'alreadyChanged')),
    recordChange(scope, {
      action: 'change',
      noun: 'activity',
      id,
      before: words(before),
      after: words(after),
    }),
  ]);
  return view(PublicActivity, after);
}

const words = ({ title, category, place, contact, about }: Omit<Activity, 'id' | 'startsOn'>) => ({
  ...{ title, category, place, contact, about },
});
