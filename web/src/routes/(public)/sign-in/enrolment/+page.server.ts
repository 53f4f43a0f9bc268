import { confirmEnrolment, loadEnrolment } from '#lib/account/enrolment.server.ts';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = loadEnrolment;

export const actions: Actions = { default: confirmEnrolment };
