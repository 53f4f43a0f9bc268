import { communityCard } from '#lib/server/community.ts';
import type { LayoutServerLoad } from './$types';

export const load: LayoutServerLoad = async (event) => ({
  community: await communityCard(event, event.params.community),
});
