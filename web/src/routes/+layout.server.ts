import type { LayoutServerLoad } from './$types';

/** A page sends no JavaScript unless its own part of the site says so: neither a public page nor an error page does. */
export const csr = false;

export const load: LayoutServerLoad = ({ locals }) => ({ bigType: locals.bigType });
