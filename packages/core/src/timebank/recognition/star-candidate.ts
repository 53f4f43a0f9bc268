import { z } from 'zod';
import { internal, personal } from '../../kernel/index.ts';
import { STAR_STATES } from './star.ts';
import { starDue } from './star-level.ts';

/**
 * A volunteer whose hours have reached a level (`level`) that they have not been granted; `star` is the one they have.
 * `state` and `roundId` where that level stands in publicity already, or an objection to it was upheld.
 */
export const StarCandidate = z.object({
  volunteerId: internal(z.string()),
  volunteerNo: personal(z.string()),
  name: personal(z.string()),
  courtyardId: personal(z.string().optional()),
  minutesServed: personal(z.number().int()),
  level: personal(z.number().int()),
  star: personal(z.number().int().optional()),
  state: internal(z.enum(STAR_STATES).optional()),
  roundId: internal(z.string().optional()),
});
export type StarCandidate = z.infer<typeof StarCandidate>;

/** A page of them, with the earliest last day of a publicity that opens today. */
export const StarCandidates = z.object({
  items: z.array(StarCandidate),
  next: z.string().optional(),
  earliestEnd: internal(z.string()),
});
export type StarCandidates = z.infer<typeof StarCandidates>;

const DIGITS = 12;

/**
 * What a stored account says of its owner's star that is due. `version` grows with every movement and every grant, so
 * that of two images of one account the newer is known, whatever the order in which they come. Undefined for an account
 * of no volunteer.
 */
export function candidateOf(account: Record<string, unknown>) {
  if (account['ownerKind'] !== 'member') return undefined;
  const star = Number(account['star'] ?? 0);
  const minutesServed = Number(account['minutesServed'] ?? 0);
  return {
    id: String(account['ownerId']),
    due: account['erased'] === true ? 0 : starDue({ minutesServed, star }),
    version: `${String(account['lineCount'] ?? 0).padStart(DIGITS, '0')}.${star}`,
  };
}
