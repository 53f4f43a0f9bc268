import { redirect } from '@sveltejs/kit';
import { sameSitePath } from './same-site-path.ts';
import { type SignedIn, startOf } from './session.ts';

/** What the sign-in service answers when somebody was right: who they are, or which step is left. */
type Admitted = SignedIn | { next: 'secondFactor' | 'enrolment' };

const STEPS = { secondFactor: '/sign-in/second-factor', enrolment: '/sign-in/enrolment' };

/** Sends somebody on who was let in, or to the step that is left; where they were going comes along. */
export async function goOn(answer: Response, next: string): Promise<never> {
  const admitted = (await answer.json()) as Admitted;
  if ('next' in admitted) {
    const along = next === '' ? '' : `?${new URLSearchParams({ next })}`;
    redirect(303, STEPS[admitted.next] + along);
  }
  redirect(303, sameSitePath(next, startOf(admitted)));
}
