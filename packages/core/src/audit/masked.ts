/** Shown in place of a value that is not for the audit trail at all. */
const HIDDEN = '•••';

const middle = (text: string, head: number, tail: number): string =>
  text.length <= head + tail ? HIDDEN : `${text.slice(0, head)}****${text.slice(-tail)}`;

/**
 * Fields whose values never stand in an audit record in clear: enough is left to tell two values apart for somebody who
 * knows them, too little to call or to pass for anybody.
 */
const MASKED_FIELDS: Readonly<Record<string, (text: string) => string>> = {
  phone: (text) => middle(text, 3, 4),
  to: (text) => middle(text, 3, 4),
  contact: (text) => text.replace(/\d{7,}/g, (number) => middle(number, 3, 4)),
  idNumber: (text) => middle(text, 3, 2),
  password: () => HIDDEN,
  pin: () => HIDDEN,
  code: () => HIDDEN,
  token: () => HIDDEN,
  secret: () => HIDDEN,
};

/** What an audit record says of a field's value. */
export function maskedValue(field: string, value: unknown): unknown {
  const mask = MASKED_FIELDS[field];
  if (mask !== undefined && value !== undefined && value !== null) return mask(String(value));
  if (Array.isArray(value)) return value.map((inner) => maskedValue('', inner));
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([name, inner]) => [name, maskedValue(name, inner)]));
}
