import { fail } from '@sveltejs/kit';
import { refusalIn } from '#lib/server/sign-in.ts';

/** A form that the sign-in service refused, with what may go back to the page: never a password or a code. */
export const refused = async (answer: Response, typed: Record<string, string> = {}) =>
  fail(answer.status, { typed, ...(await refusalIn(answer)) });
