export const WEEKDAYS = ['mon', 'tue', 'wed', 'thu', 'fri', 'sat', 'sun'] as const;
export const DAY_PARTS = ['morning', 'afternoon', 'evening'] as const;

/** When somebody can serve in a week, `mon-morning` … `sun-evening`. */
export const AVAILABLE_AT = WEEKDAYS.flatMap((day) => DAY_PARTS.map((part) => `${day}-${part}` as const));
export type AvailableAt = (typeof AVAILABLE_AT)[number];

/** In the order of the week, each once. */
export const inOrderOfWeek = (times: readonly AvailableAt[]): AvailableAt[] =>
  AVAILABLE_AT.filter((time) => times.includes(time));
