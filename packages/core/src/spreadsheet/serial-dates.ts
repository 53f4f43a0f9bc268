const DAY_MS = 86_400_000;
const DAYS_BETWEEN_1900_AND_1904_SYSTEMS = 1_462;
/** 9999-12-31, the last day a spreadsheet knows. */
const LAST_SERIAL = 2_958_465;

/** The plain date of a spreadsheet's day number, or undefined when it is none. The time of day is dropped. */
export function dateOfSerial(serial: number, since1904 = false): string | undefined {
  const days = Math.floor(serial) + (since1904 ? DAYS_BETWEEN_1900_AND_1904_SYSTEMS : 0);
  if (!(days >= 1 && days <= LAST_SERIAL)) return undefined;
  // The 1900 system counts a 29 February 1900 that never was.
  const shifted = days < 60 ? days + 1 : days;
  return new Date(Date.UTC(1899, 11, 30) + shifted * DAY_MS).toISOString().slice(0, 10);
}

/** The day number (1900 system) of a `YYYY-MM-DD` date. */
export function serialOfDate(date: string): number {
  const days = Math.round((Date.parse(`${date}T00:00:00Z`) - Date.UTC(1899, 11, 30)) / DAY_MS);
  return days < 61 ? days - 1 : days;
}

/** A fraction of a day as `H:MM`, or `H:MM:SS` when it has seconds; may exceed 24 hours. */
export function timeOfSerial(serial: number): string {
  const seconds = Math.round(serial * 86_400);
  const two = (value: number) => String(value).padStart(2, '0');
  const clock = `${Math.floor(seconds / 3_600)}:${two(Math.floor(seconds / 60) % 60)}`;
  return seconds % 60 === 0 ? clock : `${clock}:${two(seconds % 60)}`;
}
