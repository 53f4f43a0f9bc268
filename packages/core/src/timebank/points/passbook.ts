import { z } from 'zod';
import { internal, personal } from '../../kernel/index.ts';
import { Account } from '../account.ts';
import { MOVEMENT_KINDS } from '../movement.ts';

/**
 * One line of an account's passbook (存折): how much moved and what there was after it, in the order in which the account
 * itself moved. `line` counts from one without a gap. `sourceId` is the service record, the entry or the import that says
 * more; `other` who stood on the other side, in their name of then.
 */
export const PassbookLine = z.object({
  id: internal(z.string()),
  line: internal(z.number().int()),
  kind: internal(z.enum(MOVEMENT_KINDS)),
  sourceId: internal(z.string()),
  on: personal(z.string()),
  at: internal(z.string()),
  points: personal(z.number().int()),
  pointsAfter: personal(z.number().int()),
  held: personal(z.number().int()),
  heldAfter: personal(z.number().int()),
  minutes: personal(z.number().int()),
  minutesAfter: personal(z.number().int()),
  other: personal(z.string().optional()),
  reason: personal(z.string().optional()),
});
export type PassbookLine = z.infer<typeof PassbookLine>;

/**
 * A page of a passbook, newest line first, with what the account holds. `unprinted` is how many of the newest movements
 * have no line yet: the stream prints them a moment after they were posted, and the balances have them already.
 */
export const Statement = z.object({
  holder: z.object({ id: internal(z.string()), name: personal(z.string()) }),
  account: Account,
  items: z.array(PassbookLine),
  unprinted: internal(z.number().int()),
  next: z.string().optional(),
});
export type Statement = z.infer<typeof Statement>;

const DIGITS = 9;

/** Lines of one account lie together, in their order. */
export const lineIdOf = (accountId: string, line: number): string =>
  `${accountId}.${String(line).padStart(DIGITS, '0')}`;

/** What comes before the number in the ids of an account's lines. */
export const linesOf = (accountId: string): string => `${accountId}.`;

/** What a stored account says of its last movement, as the line that it is. */
export function lineOf(account: Record<string, unknown>): PassbookLine | undefined {
  const last = account['last'] as Record<string, unknown> | undefined;
  if (last === undefined) return undefined;
  const line = Number(account['lineCount']);
  return PassbookLine.parse({
    ...last,
    id: lineIdOf(String(account['id']), line),
    line,
    pointsAfter: account['pointsBalance'],
    heldAfter: account['pointsHeld'],
    minutesAfter: account['minutesServed'],
  });
}
