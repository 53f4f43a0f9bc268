import { type RequestEvent, redirect } from '@sveltejs/kit';
import { askSignedIn, isResidentOnly } from '#lib/server/session.ts';

/** Residents sign in by card or phone: what is about passwords and programs is not for them, and their account shows no way to it. */
export async function staffOnly(event: RequestEvent): Promise<void> {
  if (isResidentOnly(await askSignedIn(event))) redirect(303, '/account');
}
