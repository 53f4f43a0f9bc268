/** How many digits of a phone people say at a counter. */
export const TAIL_DIGITS = 4;

/** The last digits of a phone; undefined where there are too few. They stand in the masked number too. */
export function phoneTailOf(phone: string | undefined): string | undefined {
  const digits = phone?.replace(/\D/g, '') ?? '';
  return digits.length < TAIL_DIGITS ? undefined : digits.slice(-TAIL_DIGITS);
}
