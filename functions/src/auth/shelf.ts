import type { CleanedWhere } from 'better-auth/adapters';
import type { Row } from './where.ts';

/** A row as it was read, and which state of the record that was. */
export type ShelvedRow = { row: Row & { id: string }; revision: number };

/** Where one of better-auth's models is kept. Dates are ISO text on both sides. */
export interface Shelf {
  /** At least every row that meets the conditions; read by key where they name one. */
  candidates(where: readonly CleanedWhere[]): Promise<ShelvedRow[]>;
  create(row: Row & { id: string }): Promise<void>;
  /** False when the record was changed or removed since it was read; nothing is written then. */
  replace(before: ShelvedRow, row: Row): Promise<boolean>;
  /** False when the record was changed or removed since it was read. */
  remove(before: ShelvedRow): Promise<boolean>;
}
