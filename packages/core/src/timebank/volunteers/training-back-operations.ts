import { z } from 'zod';
import { recordChange } from '../../audit/index.ts';
import {
  LinliError,
  notFound,
  parse,
  requireCourtyards,
  requireOther,
  type Scope,
} from '../../kernel/index.ts';
import { write } from '../../table/index.ts';
import { Volunteers } from '../entities.ts';
import { TrainingRecords } from './entities.ts';
import { lineIdOf } from './line-id.ts';
import { viewRecorded } from './recorded.ts';
import { TrainingRecord } from './step.ts';
import { requireVolunteer } from './volunteer-operations.ts';

export const TrainingBackInput = z.object({ reason: z.string().trim().min(2).max(120) });

const FIRST = 1;

/**
 * Takes a training record back that was wrong: it stays with who did so, when and why, and its minutes count no more. With
 * none left the volunteer is as trained as they were before the first. Who serves goes on serving: the office sees that a
 * training is missing. The same again answers with the same.
 */
export async function takeTrainingBack(
  scope: Scope,
  volunteerId: string,
  line: number,
  input: z.input<typeof TrainingBackInput>,
): Promise<TrainingRecord> {
  const within = requireCourtyards(scope, 'timebank:write');
  const { reason } = parse(TrainingBackInput, input);
  const volunteer = await requireVolunteer(scope, within, volunteerId);
  requireOther(scope, volunteer.personId);
  const { record, first } = await linesOf(scope, volunteerId, line);
  if (record.takenBack !== undefined) return viewRecorded(TrainingRecord, record);
  const { tenantId, table, now, actor } = scope;
  const { id, minutes } = record;
  const takenBack = { at: now, by: actor.name, reason };
  const { trainedMinutes = 0, trainingCount = 0 } = volunteer;
  const training = trainedMinutes > minutes ? 'trained' : (first?.trainingBefore ?? 'pending');
  const changed = new LinliError('conflict', 'alreadyChanged');
  const counted = Volunteers.patch({ tenantId, id: volunteerId }).add({ trainedMinutes: -minutes });
  const trained = training === 'unknown' ? counted.remove(['training']) : counted.set({ training });
  await table.commit([
    write(
      TrainingRecords.patch({ tenantId, id })
        .set({ takenBack })
        .where((stored, { notExists }) => notExists(stored.takenBack)),
      changed,
    ),
    write(
      trained.where((stored, { eq }) =>
        [eq(stored.trainingCount, trainingCount), eq(stored.trainedMinutes, trainedMinutes)].join(' AND '),
      ),
      changed,
    ),
    recordChange(scope, {
      ...{ action: 'withdraw', noun: 'volunteer', id: volunteerId, about: volunteer.personId, reason },
      before: { training: { topic: record.topic, minutes, on: record.on } },
    }),
  ]);
  return viewRecorded(TrainingRecord, { ...record, takenBack });
}

/** The line, and the first, which says what was known before Linli knew of any. */
async function linesOf({ table, tenantId }: Scope, volunteerId: string, line: number) {
  const [stored, first] = await table.getMany(
    [line, FIRST].map((n) => ({
      entity: TrainingRecords,
      operation: TrainingRecords.get({ tenantId, id: lineIdOf(volunteerId, n) }),
    })),
    { consistent: true },
  );
  if (stored === undefined) throw notFound('trainingRecord');
  type Stored = TrainingRecord & Record<string, unknown>;
  return { record: stored as Stored, first: first as TrainingRecord | undefined };
}
