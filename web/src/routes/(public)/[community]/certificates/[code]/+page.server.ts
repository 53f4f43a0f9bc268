import { read } from '#lib/server/read.ts';
import type { PageServerLoad } from './$types';

/** Where the QR on a certificate leads: anybody, without an account, sees whether it stands. */
export const load: PageServerLoad = async ({ locals, params }) => {
  const { certificates } = locals.api.communities[':community'].timebank.public;
  return { certificate: await read(certificates[':code'].$get({ param: params })) };
};
