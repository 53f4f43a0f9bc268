import { LinliError } from '../../kernel/index.ts';
import { type AnyEntity, drafter, type Stored, type Table, type Write, write } from '../../table/index.ts';
import { Activities, Attendances, SignUps } from './entities.ts';

type Kept = {
  noun: string;
  stored(table: Table, tenantId: string): AsyncGenerator<Stored>;
  rewrite(tenantId: string, record: Stored): Write;
};

/** What names somebody of a shift lies under its shift: read all, and said anew one by one. */
const ofShifts = (noun: string, entity: typeof SignUps | typeof Attendances): Kept => ({
  noun,
  stored: (table, tenantId) =>
    table.each(entity as AnyEntity, entity.query.byShift({ tenantId })) as AsyncGenerator<Stored>,
  rewrite: (tenantId, { id, tenantId: _, shiftId, createdAt: __, createdBy: ___, ...said }) => {
    const rest = Object.fromEntries(Object.entries(said).filter(([, value]) => value !== undefined));
    // biome-ignore lint/suspicious/noExplicitAny: what was read of the same entity.
    const patch = (entity as any).patch({ tenantId, shiftId, id }).set(rest);
    return write(patch, new LinliError('conflict', 'alreadyChanged'));
  },
});

export const activitiesKept: Kept = drafter(Activities);
export const signUpsKept = ofShifts('signUp', SignUps);

/** What an erasure goes through of the activities. */
export const ACTIVITY_NOUNS: readonly Kept[] = [
  activitiesKept,
  signUpsKept,
  ofShifts('attendance', Attendances),
];
