import { read } from '#lib/server/read.ts';
import type { PageServerLoad } from './$types';

export const load: PageServerLoad = ({ locals, params }) =>
  read(locals.api.communities[':community'].courtyard.public[':id'].$get({ param: params }));
