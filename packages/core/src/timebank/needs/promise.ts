import { z } from 'zod';
import { internal, type PlainDate } from '../../kernel/index.ts';
import { workingDaysAfter } from '../recognition/publicity.ts';
import type { Urgency } from './service-need.ts';

const WorkingDays = internal(z.number().int().min(0).max(30));

/** Within how many working days a need of each urgency is answered; 0 is the day itself, where that is one. */
export const NeedPromises = z.object({
  ordinary: WorkingDays,
  soon: WorkingDays,
  urgent: WorkingDays,
}) satisfies z.ZodType<Record<Urgency, number>>;
export type NeedPromises = z.infer<typeof NeedPromises>;

/** Our own defaults, for no rule of the state names figures. */
export const DEFAULT_PROMISES: NeedPromises = { ordinary: 3, soon: 1, urgent: 0 };

/** The last day on which an answer to what is asked today is in time. Asked at a weekend, "today" is Monday. */
export const answerBy = (today: PlainDate, urgency: Urgency, promises: NeedPromises): PlainDate =>
  workingDaysAfter(workingDaysAfter(dayBefore(today), 1), promises[urgency]);

const dayBefore = (day: PlainDate): PlainDate =>
  new Date(Date.parse(day) - 24 * 60 * 60 * 1000).toISOString().slice(0, 10);

/** Promised and not kept: it still waits for somebody to say who will go, or that nobody can. */
export const isOverdue = ({ state, answerBy }: { state: string; answerBy: PlainDate }, today: PlainDate) =>
  state === 'open' && answerBy < today;
