import type { Multiplier, OwnerKind } from '#lib/rule-words.ts';
import { given } from '../form.ts';

export const OWNER_KINDS = [
  'member',
  'unit',
  'enterprise',
  'courtyard',
] as const satisfies readonly OwnerKind[];
export const CARD_DEEDS = ['gift', 'transfer'] as const;
export const WEEKDAYS = [1, 2, 3, 4, 5, 6, 7] as const;

/** Empty rows at the end of each list: without a script no row can be added but by sending the form. */
const SPARE_ROWS = 2;

type Typed = Readonly<Record<string, string>>;

/** What the API says of a rule, as far as the form begins with it. */
type Rule = {
  pointsPerHour: number;
  byCategory?: Record<string, number> | undefined;
  multipliers?: readonly Multiplier[] | undefined;
  rounding?: 'nearest' | 'down' | undefined;
  dailyCap?: number | undefined;
  yearlyCap?: number | undefined;
  spenders?: readonly OwnerKind[] | undefined;
  cardsMay?: readonly (typeof CARD_DEEDS)[number][] | undefined;
  transferMost?: number | undefined;
  transferDailyMost?: number | undefined;
  grantMost?: number | undefined;
  expiresAfterMonths?: number | undefined;
};

/** The form of a rule that says what another says. */
export function typedFrom(rule: Rule): Record<string, string> {
  const { byCategory = {}, multipliers = [], spenders = OWNER_KINDS, cardsMay = CARD_DEEDS } = rule;
  return {
    pointsPerHour: String(rule.pointsPerHour),
    rounding: rule.rounding ?? 'nearest',
    ...numbers(rule, [
      'dailyCap',
      'yearlyCap',
      'transferMost',
      'transferDailyMost',
      'grantMost',
      'expiresAfterMonths',
    ]),
    ...Object.fromEntries(
      Object.entries(byCategory).flatMap(([category, points], i) => [
        [`category.${i}`, category],
        [`categoryPoints.${i}`, String(points)],
      ]),
    ),
    ...Object.assign({}, ...multipliers.map(typedMultiplier)),
    ...Object.fromEntries(spenders.map((kind) => [`spender.${kind}`, 'on'])),
    ...Object.fromEntries(cardsMay.map((deed) => [`cards.${deed}`, 'on'])),
  };
}

const numbers = <K extends keyof Rule>(rule: Rule, names: readonly K[]) =>
  Object.fromEntries(names.flatMap((name) => (rule[name] === undefined ? [] : [[name, String(rule[name])]])));

const typedMultiplier = (
  { name, percent, from = '', until = '', weekdays = [], categories = [] }: Multiplier,
  i: number,
) => ({
  [`multiplier.${i}.name`]: name,
  [`multiplier.${i}.times`]: String(percent / 100),
  [`multiplier.${i}.from`]: from,
  [`multiplier.${i}.until`]: until,
  [`multiplier.${i}.categories`]: categories.join('、'),
  ...Object.fromEntries(weekdays.map((weekday) => [`multiplier.${i}.day.${weekday}`, 'on'])),
});

/** The numbers of the rows of a list that say anything, and of the empty ones after them. */
export function rowsOf(typed: Typed, list: 'category' | 'multiplier'): { filled: number[]; shown: number[] } {
  const numbered = new RegExp(`^${list}(?:Points)?\\.(\\d+)(?:\\.|$)`);
  const filled = [
    ...new Set(
      Object.entries(typed).flatMap(([name, value]) => {
        const row = numbered.exec(name)?.[1];
        return row === undefined || value === '' ? [] : [Number(row)];
      }),
    ),
  ].sort((a, b) => a - b);
  const next = (filled.at(-1) ?? -1) + 1;
  return { filled, shown: [...filled, ...Array.from({ length: SPARE_ROWS }, (_, i) => next + i)] };
}

/** What is no number is sent as it was typed: the refusal says of the field that it takes one. */
const number = (value = ''): number =>
  value === '' || Number.isNaN(Number(value)) ? (value as unknown as number) : Number(value);
const numberGiven = (value: string | undefined): number | undefined =>
  given(value) === undefined ? undefined : number(value);

/** What the form says, as the API takes it. All boxes of a choice ticked is no limit. */
export function ruleIn(typed: Typed) {
  const categories = rowsOf(typed, 'category').filled;
  const multipliers = rowsOf(typed, 'multiplier').filled;
  return {
    from: typed['from'] ?? '',
    pointsPerHour: number(typed['pointsPerHour']),
    ...(categories.length === 0
      ? {}
      : {
          byCategory: Object.fromEntries(
            categories.map((i) => [typed[`category.${i}`] ?? '', number(typed[`categoryPoints.${i}`])]),
          ),
        }),
    ...(multipliers.length === 0 ? {} : { multipliers: multipliers.map((i) => multiplierIn(typed, i)) }),
    rounding: typed['rounding'] === 'down' ? ('down' as const) : undefined,
    dailyCap: numberGiven(typed['dailyCap']),
    yearlyCap: numberGiven(typed['yearlyCap']),
    spenders: ticked(typed, 'spender', OWNER_KINDS),
    cardsMay: ticked(typed, 'cards', CARD_DEEDS),
    transferMost: numberGiven(typed['transferMost']),
    transferDailyMost: numberGiven(typed['transferDailyMost']),
    grantMost: numberGiven(typed['grantMost']),
    expiresAfterMonths: numberGiven(typed['expiresAfterMonths']),
  };
}

function multiplierIn(typed: Typed, i: number) {
  const said = (field: string) => given(typed[`multiplier.${i}.${field}`]);
  const weekdays = WEEKDAYS.filter((weekday) => said(`day.${weekday}`) !== undefined);
  const categories = (said('categories') ?? '').split(/[、,，;；\s]+/).filter((category) => category !== '');
  return {
    name: said('name') ?? '',
    percent: percentOf(said('times')),
    from: said('from'),
    until: said('until'),
    ...(weekdays.length === 0 ? {} : { weekdays }),
    ...(categories.length === 0 ? {} : { categories }),
  };
}

/** 1.15 times is 115, though a hundred times 1.15 is not quite that to a computer. */
function percentOf(times: string | undefined): number {
  const typed = number(times);
  return typeof typed === 'number' ? Math.round(100 * typed) : typed;
}

function ticked<T extends string>(typed: Typed, list: string, all: readonly T[]): T[] | undefined {
  const chosen = all.filter((one) => given(typed[`${list}.${one}`]) !== undefined);
  return chosen.length === all.length ? undefined : chosen;
}

/** The API's fields as the form has them: its lists hold only the rows that say something. */
export function errorsInForm(typed: Typed, errors: Record<string, string>): Record<string, string> {
  const multipliers = rowsOf(typed, 'multiplier').filled;
  return Object.fromEntries(Object.entries(errors).map(([field, message]) => [fieldInForm(field), message]));

  function fieldInForm(field: string): string {
    const [list, key = '', inner = ''] = field.split('.');
    if (list === 'multipliers')
      return `multiplier.${multipliers[Number(key)]}.${inner === 'percent' ? 'times' : inner}`;
    if (list !== 'byCategory') return field;
    const row = rowsOf(typed, 'category').filled.find((i) => (typed[`category.${i}`] ?? '') === key);
    return key === '' || row === undefined ? 'byCategory' : `categoryPoints.${row}`;
  }
}
