import { draftIdMark, idMarkOf, type Person } from '../../courtyard/index.ts';
import { readIdNumber } from '../../kernel/index.ts';
import type { Draft, DraftSource } from '../../table/index.ts';
import { type LandingFinding, warning } from './landing.ts';

type Said = Pick<Person, 'name' | 'gender' | 'bornIn'>;

/**
 * What an ID number adds to its row: the month of birth and the sex, which need no column then. Where a cell says
 * something else, the number holds, as its check digit has spoken for it, and the cell is named.
 */
export function saidByIdNumber(
  idNumber: string | undefined,
  { name, gender: writtenGender, bornIn: writtenBornIn }: Said,
): { gender?: Person['gender']; bornIn?: Person['bornIn']; findings: LandingFinding[] } {
  const written = { gender: writtenGender, bornIn: writtenBornIn };
  const read = idNumber === undefined ? 'idNumberForm' : readIdNumber(idNumber);
  if (typeof read === 'string') return { ...written, findings: [] };
  const { gender, bornIn } = read;
  const differing = (['gender', 'bornIn'] as const).filter(
    (field) => written[field] !== undefined && written[field] !== read[field],
  );
  const findings = differing.map((field) =>
    warning('idNumberDiffers', field, { name, written: written[field] as string, known: read[field] }),
  );
  return { gender, bornIn, findings };
}

/** The item by which the number finds its person; none for a row without one. */
export const markOf = (
  tenantId: string,
  sealed: string | undefined,
  personId: string,
  at: DraftSource,
): Draft[] => (sealed === undefined ? [] : [draftIdMark({ id: idMarkOf(tenantId, sealed), personId }, at)]);
