import { given } from '#lib/console/form.ts';
import type { CATEGORIES, URGENCIES } from './words.ts';

/** A need as the form says it; what was made up is refused by the API, by its field. */
export const needIn = (typed: Record<string, string>) => ({
  category: (typed['category'] ?? '') as keyof typeof CATEGORIES,
  what: typed['what'] ?? '',
  place: typed['place'] ?? '',
  wishedOn: given(typed['wishedOn']),
  wishedPart: given(typed['wishedPart']) as 'morning' | 'afternoon' | 'evening' | undefined,
  urgency: (typed['urgency'] ?? 'ordinary') as keyof typeof URGENCIES,
});
