import type { Person } from '../../courtyard/index.ts';
import { type LandingFinding, warning } from './landing.ts';

type Said = Pick<Person, 'name' | 'gender' | 'bornIn' | 'phone' | 'idNumber' | 'politics' | 'courtyardId'> & {
  householdId?: string;
};

const COMPARED = ['gender', 'bornIn', 'politics'] as const;

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
  const findings = COMPARED.filter(
    (field) => before[field] !== undefined && said[field] !== undefined && before[field] !== said[field],
  ).map((field) =>
    warning('personDiffers', field, {
      name: said.name,
      known: before[field] as string,
      written: said[field] as string,
    }),
  );
  // Two of a family may have given one telephone number.
  if (before.name !== said.name)
    findings.unshift(warning('personNameDiffers', 'name', { known: before.name, written: said.name }));
  return { person: { ...withoutAbsent(said), ...withoutAbsent(before) } as Omit<Person, 'id'>, findings };
}

const withoutAbsent = <T extends object>(fields: T): Partial<T> =>
  Object.fromEntries(Object.entries(fields).filter(([, value]) => value !== undefined)) as Partial<T>;
