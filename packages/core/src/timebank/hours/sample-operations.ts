import { randomBytes } from 'node:crypto';
import { z } from 'zod';
import { recordChange } from '../../audit/index.ts';
import {
  LinliError,
  type Month,
  notFound,
  type Page,
  type PageRequest,
  parse,
  plainDateOf,
  requireCourtyards,
  requirePermission,
  requireWithin,
  rowsWithin,
  type Scope,
} from '../../kernel/index.ts';
import { throughDay, view, viewPage, write } from '../../table/index.ts';
import { ServiceRecords } from '../entities.ts';
import { storedChecks } from './check-operations.ts';
import { deedOf } from './decision-operations.ts';
import { MonthSamples, SampledRecords } from './entities.ts';
import { MonthSample, monthBefore, SAMPLE_OUTCOMES, SampledRecord, sampleOf } from './sample.ts';

export const DrawSampleInput = z.object({ month: z.string().regex(/^\d{4}-(0[1-9]|1[0-2])$/) });

/** Draws the sample audit (抽查) of a month that is over, once; the same again goes on where it was cut off, and answers the same. */
export async function drawSample(
  scope: Scope,
  input: z.input<typeof DrawSampleInput>,
): Promise<Omit<MonthSample, 'seed'>> {
  requirePermission(scope, 'timebank:confirm');
  const { month } = parse(DrawSampleInput, input);
  if (month > monthBefore(plainDateOf(scope.now)))
    throw new LinliError('invalid', 'monthNotOver', { field: 'month' });
  return told((await drawnSample(scope, month)) ?? (await draw(scope, month)));
}

/** Without the seed: whoever knows it could try out what the lot would have said. */
const told = ({ seed: _, ...sample }: MonthSample): Omit<MonthSample, 'seed'> => sample;

/** The job's share: the sample of the last month, where it has not been drawn. True when it drew one. */
export async function drawLastMonth(scope: Scope): Promise<boolean> {
  const month = monthBefore(plainDateOf(scope.now));
  if ((await drawnSample(scope, month)) !== undefined) return false;
  return (await draw(scope, month)).recordCount > 0;
}

async function drawnSample({ table, tenantId }: Scope, month: Month): Promise<MonthSample | undefined> {
  const key = MonthSamples.get({ tenantId, id: month });
  const stored = await table.get(MonthSamples, key, { consistent: true });
  return stored === undefined ? undefined : view(MonthSample, stored);
}

/** Reads the month's records once, page by page. The rows go in first: the sample as a whole says that all of them are there. */
async function draw(scope: Scope, month: Month): Promise<MonthSample> {
  const { table, tenantId, now } = scope;
  const days = [{ servedOn: month }, { servedOn: throughDay(`${month}-31`) }] as const;
  const records = new Map();
  for await (const record of table.each(
    ServiceRecords,
    ServiceRecords.query.byDate({ tenantId }).between(...days),
  ))
    if (record.reverses === undefined && record.reversedBy === undefined)
      records.set(record.id, { ...record, byHand: record.made !== undefined });
  const seed = randomBytes(16).toString('hex');
  const sample = sampleOf([...records.values()], seed, await storedChecks(scope));
  await table.insertMany(
    [...sample].map(([recordId, why]) => {
      const { servedOn, item, volunteerId, volunteerName, courtyardId, durationMinutes, createdBy } =
        records.get(recordId);
      const said = { servedOn, item, volunteerId, volunteerName, courtyardId, durationMinutes };
      const id = `${month}.${recordId}`;
      return SampledRecords.create({ tenantId, id, month, recordId, why, ...said, enteredBy: createdBy });
    }),
  );
  const drawn = { id: month, seed, drawnAt: now, recordCount: records.size, sampleCount: sample.size };
  const taken = new LinliError('conflict', 'alreadyChanged');
  try {
    await table.commit([
      write(MonthSamples.create({ tenantId, ...drawn }), taken),
      recordChange(scope, { action: 'draw', noun: 'sample', id: month }),
    ]);
    return drawn;
  } catch (error) {
    const other = error === taken ? await drawnSample(scope, month) : undefined;
    if (other === undefined) throw error;
    return other;
  }
}

/** A month's sample with its records in their order; `sample` is absent where none was drawn. */
export const SamplePage = z.object({
  sample: MonthSample.omit({ seed: true }).optional(),
  items: z.array(SampledRecord),
  next: z.string().optional(),
});
export type SamplePage = z.infer<typeof SamplePage>;

export async function listSample(
  scope: Scope,
  { month, ...request }: PageRequest & { month: Month },
): Promise<SamplePage> {
  const keep = rowsWithin(requireCourtyards(scope, 'timebank:confirm'));
  const { tenantId, table } = scope;
  const ofMonth = SampledRecords.query.byId({ tenantId }).begins({ id: `${month}.` });
  const [sample, page] = await Promise.all([
    drawnSample(scope, month),
    table.page(SampledRecords, ofMonth, { ...request, keep }),
  ]);
  const rows: Page<SampledRecord> = viewPage(SampledRecord, page);
  return sample === undefined ? rows : { sample: told(sample), ...rows };
}

export const LookInput = z.object({
  outcome: z.enum(SAMPLE_OUTCOMES),
  note: z.string().trim().max(200).optional(),
});

/** Says what came of looking at a record, with a note where it is wrong; somebody other than who entered it does. */
export async function lookAtRecord(
  scope: Scope,
  id: string,
  input: z.input<typeof LookInput>,
): Promise<SampledRecord> {
  const within = requireCourtyards(scope, 'timebank:confirm');
  const { outcome, note } = parse(LookInput, input);
  const { tenantId, table } = scope;
  const key = SampledRecords.get({ tenantId, id });
  const stored = await table.get(SampledRecords, key, { consistent: true });
  if (stored === undefined) throw notFound('sampledRecord');
  requireWithin(within, stored.courtyardId, 'sampledRecord');
  if (stored.enteredBy === scope.actor.id) throw new LinliError('forbidden', 'ownEntry');
  if (outcome === 'wrong' && !note) throw new LinliError('invalid', 'fieldRequired', { field: 'note' });
  const before = SampledRecord.parse(stored);
  const after = { ...before, outcome, looked: deedOf(scope, note) };
  await table.commit([
    write(
      SampledRecords.patch({ tenantId, id }).set({ outcome, looked: after.looked }),
      notFound('sampledRecord'),
    ),
    recordChange(scope, { action: 'look', noun: 'sample', id, reason: note }),
  ]);
  return view(SampledRecord, after);
}
