import { platformOf } from '#lib/server/api.ts';
import type { LayoutServerLoad } from './$types';

export const load: LayoutServerLoad = (event) => ({ wechat: platformOf(event).wechat === true });
