import { instantOf } from './shift-time.ts';

type Typed = Readonly<Record<string, string>>;

/** The fields of one shift of a form; `n` tells several of them apart. */
export const shiftField = (name: 'day' | 'from' | 'to' | 'capacity', n = 0): string => `${name}${n}`;

/** One shift as the API takes it. */
export const shiftIn = (typed: Typed, n = 0) => ({
  startsAt: instantOf(typed[shiftField('day', n)] ?? '', typed[shiftField('from', n)] ?? ''),
  endsAt: instantOf(typed[shiftField('day', n)] ?? '', typed[shiftField('to', n)] ?? ''),
  capacity: Number(typed[shiftField('capacity', n)] || Number.NaN),
});

/** Whether anything at all was written in its line. */
export const isFilled = (typed: Typed, n: number): boolean =>
  (['day', 'from', 'to', 'capacity'] as const).some((name) => typed[shiftField(name, n)]);

const FIELDS = { startsAt: 'from', endsAt: 'to', capacity: 'capacity' } as const;

/** What the API says of `shifts.1.endsAt`, beside the field it was typed in; `lines` are the lines that were sent. */
export function errorsByLine(errors: Typed, lines: readonly number[] = [0]): Record<string, string> {
  return Object.fromEntries(
    Object.entries(errors).map(([field, message]) => {
      const [, place = '0', name] = /^(?:shifts\.(\d+)\.)?(startsAt|endsAt|capacity)$/.exec(field) ?? [];
      if (name === undefined) return [field, message];
      return [shiftField(FIELDS[name as keyof typeof FIELDS], lines[Number(place)] ?? 0), message];
    }),
  );
}
