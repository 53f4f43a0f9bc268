import { z } from 'zod';
import { type Contribution, contribute, internal, personal, publicField } from '../kernel/index.ts';

/** 未办理, 办理中, 已答复, 已解决. */
export const OPINION_STATUSES = ['open', 'inProgress', 'answered', 'resolved'] as const;
export type OpinionStatus = (typeof OPINION_STATUSES)[number];

/** What a resident said ought to be done, who is to see to it, and what came of it. */
export const Opinion = z.object({
  id: publicField(z.string()),
  /** 序号 in the register, as written. */
  serial: internal(z.string().optional()),
  meetingId: publicField(z.string().optional()),
  courtyardId: internal(z.string().optional()),
  speaker: personal(z.string().optional()),
  anonymous: internal(z.boolean()),
  text: publicField(z.string()),
  category: publicField(z.string().optional()),
  status: publicField(z.enum(OPINION_STATUSES)),
  /** The unit or body that sees to it (责任单位). */
  owner: publicField(z.string().optional()),
  /** The day of its meeting, where it was raised at one. */
  raisedOn: publicField(z.string()),
  closedOn: publicField(z.string().optional()),
});
export type Opinion = z.infer<typeof Opinion>;

const isSettled = (status: OpinionStatus): boolean => status === 'answered' || status === 'resolved';

/** An opinion counts from the day it was raised, its settlement from the day it was closed where the ledger says one. */
export const tallyOpinion = (opinion: Opinion): Contribution[] => {
  const { courtyardId, raisedOn } = opinion;
  return [
    ...contribute('opinions', 1, { courtyardId, on: raisedOn }),
    ...contribute('opinionsSettled', isSettled(opinion.status) ? 1 : 0, {
      courtyardId,
      on: opinion.closedOn ?? raisedOn,
    }),
  ];
};
