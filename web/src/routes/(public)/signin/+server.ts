import { redirect } from '@sveltejs/kit';
import type { RequestHandler } from './$types';

/** What people type when they look for the way in. */
export const GET: RequestHandler = ({ url }) => redirect(308, `/sign-in${url.search}`);
