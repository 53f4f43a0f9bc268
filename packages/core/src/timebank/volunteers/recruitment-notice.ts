import { z } from 'zod';
import { type PlainDate, publicField } from '../../kernel/index.ts';

/**
 * A call for volunteers (招募公告) on the public page, up to and including the day `until` or until it is closed. `wanted` is
 * how many are looked for: more may apply and be accepted. `applied` and `accepted` count those who followed it.
 */
export const RecruitmentNotice = z.object({
  id: publicField(z.string()),
  title: publicField(z.string()),
  text: publicField(z.string()),
  skills: publicField(z.array(z.string())),
  wanted: publicField(z.number().int()),
  publishedOn: publicField(z.string()),
  until: publicField(z.string()),
  state: publicField(z.enum(['open', 'closed'])),
  applied: publicField(z.number().int()),
  accepted: publicField(z.number().int()),
});
export type RecruitmentNotice = z.infer<typeof RecruitmentNotice>;

/** A call whose day has passed is over, whether or not somebody has ended it. */
export const onDay = (notice: RecruitmentNotice, on: PlainDate): RecruitmentNotice =>
  notice.until < on ? { ...notice, state: 'closed' } : notice;

export const RecruitmentNoticeInput = z.object({
  title: z.string().trim().min(2).max(40),
  text: z.string().trim().min(2).max(1000),
  skills: z.array(z.string().trim().min(1).max(20)).max(10).default([]),
  wanted: z.number().int().min(1).max(1000),
  until: z.iso.date(),
});
