import { z } from 'zod';
import { AVAILABLE_AT, inOrderOfWeek } from './availability.ts';

/** What a volunteer can do and when: as an application says it, and as it may change later. */
export const ProfileInput = z.object({
  skills: z.array(z.string().trim().min(1).max(20)).max(10).default([]),
  availability: z.array(z.enum(AVAILABLE_AT)).max(AVAILABLE_AT.length).default([]),
});
export type Profile = z.infer<typeof ProfileInput>;

/** Each skill once, the week in its order: what the same person says twice reads the same. */
export const tidied = ({ skills, availability }: Profile): Profile => ({
  skills: [...new Set(skills)],
  availability: inOrderOfWeek(availability),
});
