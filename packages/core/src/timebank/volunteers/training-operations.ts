import { z } from 'zod';
import { recordChange } from '../../audit/index.ts';
import {
  LinliError,
  parse,
  plainDateOf,
  requireCourtyards,
  requireOther,
  type Scope,
} from '../../kernel/index.ts';
import { contentHash, provenance, write } from '../../table/index.ts';
import { Volunteers } from '../entities.ts';
import { TrainingRecords } from './entities.ts';
import { lineIdOf } from './line-id.ts';
import { viewRecorded } from './recorded.ts';
import { TrainingRecord } from './step.ts';
import { requireVolunteer } from './volunteer-operations.ts';

export const TrainingInput = z.object({
  /** The number of the training, as the page shows it that asks for it. */
  line: z.number().int().min(1).max(99_999),
  on: z.iso.date(),
  topic: z.string().trim().min(2).max(60),
  minutes: z
    .number()
    .int()
    .min(1)
    .max(24 * 60),
  trainer: z.string().trim().max(30).optional(),
});
type Asked = z.infer<typeof TrainingInput>;

/**
 * Records a training of a volunteer, who is trained from then on. The same line asked for again is answered with the same
 * record; `conflict` where somebody has recorded another meanwhile.
 */
export async function recordTraining(
  scope: Scope,
  volunteerId: string,
  input: z.input<typeof TrainingInput>,
): Promise<TrainingRecord> {
  const within = requireCourtyards(scope, 'timebank:write');
  const asked = parse(TrainingInput, input);
  const { tenantId, now } = scope;
  if (asked.on > plainDateOf(now)) throw new LinliError('invalid', 'dateInFuture', { field: 'on' });
  const { personId, training } = await requireVolunteer(scope, within, volunteerId);
  requireOther(scope, personId);
  const { line, minutes } = asked;
  const id = lineIdOf(volunteerId, line);
  const stored = {
    ...{ ...asked, id, volunteerId, ...provenance(scope), askedHash: contentHash({ asked }) },
    ...(line === 1 ? { trainingBefore: training ?? ('unknown' as const) } : {}),
  };
  const changed = new LinliError('conflict', 'alreadyChanged');
  const counted = Volunteers.patch({ tenantId, id: volunteerId })
    .set({ training: 'trained', trainingCount: line })
    .add({ trainedMinutes: minutes })
    .where(({ trainingCount }, { eq, notExists }) =>
      line === 1 ? notExists(trainingCount) : eq(trainingCount, line - 1),
    );
  try {
    await scope.table.commit([
      write(TrainingRecords.create(stored), changed),
      write(counted, changed),
      recordChange(scope, {
        ...{ action: 'change', noun: 'volunteer', id: volunteerId, about: personId },
        after: { training: { topic: asked.topic, minutes, on: asked.on } },
      }),
    ]);
    return viewRecorded(TrainingRecord, stored);
  } catch (error) {
    const before = error === changed ? await trainingRecorded(scope, id, asked) : undefined;
    if (before === undefined) throw error;
    return before;
  }
}

async function trainingRecorded(
  { table, tenantId }: Scope,
  id: string,
  asked: Asked,
): Promise<TrainingRecord | undefined> {
  const stored = await table.get(TrainingRecords, TrainingRecords.get({ tenantId, id }), {
    consistent: true,
  });
  if (stored?.askedHash !== contentHash({ asked })) return undefined;
  const { takenBack: _, ...asRecorded } = stored;
  return viewRecorded(TrainingRecord, asRecorded);
}
