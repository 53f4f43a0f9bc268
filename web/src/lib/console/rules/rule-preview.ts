import type { InferResponseType } from 'hono/client';
import type { Communities } from '../rows.ts';

export type PreviewPart = InferResponseType<Communities['timebank']['points-rules']['preview']['$post'], 200>;
type Category = PreviewPart['categories'][number];

/**
 * A month under a rule, as far as it has been reckoned. It goes back and forth with the form, so that a month that takes
 * several parts needs nothing kept on the server; `terms` is the rule it is of, by which parts of another are told.
 */
export type Preview = {
  terms: string;
  month: string;
  through: string;
  nextDay?: string | undefined;
  capped: number;
  categories: Category[];
};

/** What a form brings back of a preview that is to go on; undefined for anything else that it may say. */
export function previewIn(text: string | undefined, terms: string, month: string): Preview | undefined {
  if (text === undefined) return undefined;
  try {
    const preview = JSON.parse(text) as Preview;
    const ofThis = preview.terms === terms && preview.month === month && Array.isArray(preview.categories);
    return ofThis ? preview : undefined;
  } catch {
    return undefined;
  }
}

/** The parts so far with one more. */
export function withPart(
  before: Preview | undefined,
  part: PreviewPart,
  { terms, month }: Pick<Preview, 'terms' | 'month'>,
): Preview {
  const sums = new Map((before?.categories ?? []).map((sum) => [sum.category, sum]));
  for (const one of part.categories) {
    const sum = sums.get(one.category);
    sums.set(one.category, sum === undefined ? one : added(sum, one));
  }
  const categories = [...sums.values()].sort((a, b) => b.records - a.records);
  const { through, nextDay } = part;
  return { terms, month, through, nextDay, capped: (before?.capped ?? 0) + part.capped, categories };
}

const added = (a: Category, b: Category): Category => ({
  category: a.category,
  records: a.records + b.records,
  minutes: a.minutes + b.minutes,
  pointsPosted: a.pointsPosted + b.pointsPosted,
  pointsByRule: a.pointsByRule + b.pointsByRule,
});

export const totalOf = (categories: readonly Category[]) =>
  categories.reduce(added, { category: '', records: 0, minutes: 0, pointsPosted: 0, pointsByRule: 0 });
