import { z } from 'zod';
import { type Instant, internal, personal } from '../../kernel/index.ts';
import { OWNER_KINDS } from '../account.ts';

export const LIST_KINDS = ['issue', 'transfer', 'gift'] as const;

/**
 * Where a list stands: `asked` waits for a second signature, `posting` is under way, `posted` is done. `declined` by a second
 * holder or withdrawn by the first, and `lapsed` when nobody signed in time: nothing moved then.
 */
export const LIST_STATES = ['asked', 'posting', 'posted', 'declined', 'lapsed'] as const;
export type ListState = (typeof LIST_STATES)[number];

/** The source of what the community gives out of its own hand. */
export const ISSUANCE = 'issuance';

/**
 * A list of who gets how many points (积分名单), out of one account or out of the community's hand: longer than one commit
 * holds, so that it is posted in `parts`, one entry each. `source` is the holder who gives, or `issuance`; `lines` how many
 * get something and `total` how many points together. `group` says how they were chosen, where they were.
 */
export const PointsList = z.object({
  id: internal(z.string()),
  source: internal(z.string()),
  sourceName: personal(z.string().optional()),
  kind: internal(z.enum(LIST_KINDS)),
  on: internal(z.string()),
  reason: personal(z.string()),
  lines: internal(z.number().int()),
  total: internal(z.number().int()),
  parts: internal(z.number().int()),
  group: internal(z.string().optional()),
});
export type PointsList = z.infer<typeof PointsList>;

/** Who did something to a list, and when. */
const Signature = z.object({ at: internal(z.string()), by: personal(z.string()) });

/** A list with what became of it. `holdUntil` is when what nobody has signed is free again. */
export const PointsListDetail = PointsList.extend({
  state: internal(z.enum(LIST_STATES)),
  partsPosted: internal(z.number().int()),
  holdUntil: internal(z.string().optional()),
  asked: personal(Signature.optional()),
  signed: personal(Signature.optional()),
  declined: personal(Signature.extend({ reason: personal(z.string()) }).optional()),
});
export type PointsListDetail = z.infer<typeof PointsListDetail>;

/** One who gets something. `holder` is a volunteer or a card, `number` theirs. */
export const ListLine = z.object({
  holder: internal(z.string()),
  account: internal(z.string()),
  ownerKind: internal(z.enum(OWNER_KINDS)),
  number: personal(z.string()),
  name: personal(z.string()),
  points: personal(z.number().int()),
});
export type ListLine = z.infer<typeof ListLine>;

/** So many lines in one entry: a commit holds a hundred writes, and there are the entry, the giver and the signatures. */
export const PART_LINES = 90;

/** More than any community gives to at once. */
export const LINES_LIMIT = 1000;

export const partsOf = (lines: readonly ListLine[]): ListLine[][] =>
  Array.from({ length: Math.ceil(lines.length / PART_LINES) }, (_, i) =>
    lines.slice(i * PART_LINES, (i + 1) * PART_LINES),
  );

export const totalOf = (lines: readonly ListLine[]): number =>
  lines.reduce((sum, { points }) => sum + points, 0);

/** Lines of one list lie together, in their order. */
export const partIdOf = (listId: string, part: number): string =>
  `${listId}.${String(part).padStart(3, '0')}`;

/** What nobody signed in time came to nothing, whether or not its points are free again already. */
export const stateOn = (
  { state, holdUntil }: { state: ListState; holdUntil?: string | undefined },
  now: Instant,
): ListState => (state === 'asked' && (holdUntil ?? '') <= now ? 'lapsed' : state);
