import type { Person } from '../../courtyard/index.ts';
import { type LandingFinding, warning } from './landing.ts';

type Said = Pick<Person, 'name' | 'gender' | 'bornIn' | 'phone' | 'politics' | 'courtyardId'> & {
  householdId?: string;
};

const WORDS = { gender: '性别', bornIn: '出生年月', politics: '政治面貌' } as const;

/**
 * One person, one record: what another ledger adds fills the gaps; where two ledgers differ the earlier word stands
 * and the difference is shown, because only staff can know which is right.
 */
export function mergePerson(
  known: Person | undefined,
  said: Said,
): { person: Omit<Person, 'id'>; findings: LandingFinding[] } {
  if (known === undefined) return { person: { ...said, retired: false }, findings: [] };
  const { id: _, ...before } = known;
  const findings = (Object.keys(WORDS) as (keyof typeof WORDS)[])
    .filter(
      (field) => before[field] !== undefined && said[field] !== undefined && before[field] !== said[field],
    )
    .map((field) =>
      warning('personDiffers', field, {
        name: said.name,
        what: WORDS[field],
        known: before[field] as string,
        written: said[field] as string,
      }),
    );
  return { person: { ...withoutAbsent(said), ...withoutAbsent(before) } as Omit<Person, 'id'>, findings };
}

const withoutAbsent = <T extends object>(fields: T): Partial<T> =>
  Object.fromEntries(Object.entries(fields).filter(([, value]) => value !== undefined)) as Partial<T>;
