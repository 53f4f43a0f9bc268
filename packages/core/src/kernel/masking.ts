/** `138****5678`; a landline keeps its last two digits, as it has too few for more. What is masked stays as it is. */
export function maskPhone(phone: string): string {
  const digits = phone.replace(/[\s()（）-]/g, '');
  return digits.length >= 11 ? `${digits.slice(0, 3)}****${digits.slice(-4)}` : `****${digits.slice(-2)}`;
}

/**
 * Nothing but that there is one. The last four digits beside the month of birth, which is shown, would leave a few dozen
 * numbers to try.
 */
export const maskIdNumber = (_: string): string => '*'.repeat(18);

/** What may be a number that was mistyped: of any run of digits, the first three and nothing else. */
export const maskDigitsIn = (text: string): string =>
  text.replace(
    /(\d{3})([\d -]*)(?=\D|$)/g,
    (_, first: string, rest: string) => first + rest.replace(/\d/g, '*'),
  );

// A mobile number however it is grouped, an ID number of 18 or 15 digits, each not part of a longer run of digits or
// letters: ids and amounts stay whole.
const MOBILE = /(?<![\dA-Za-z])1[3-9]\d[ -]?\d{4}[ -]?\d{4}(?![\dA-Za-z])/g;
const ID_NUMBER =
  /(?<![\dA-Za-z])[1-9]\d{5}(?:(?:18|19|20)\d{2}(?:0[1-9]|1[0-2])[0-3]\d{4}[\dXx]|\d{2}(?:0[1-9]|1[0-2])[0-3]\d{4})(?![\dA-Za-z])/g;

/** Free text with every phone and ID number in it masked: what people write into a note is as personal as a field of its own. */
export const maskNumbersIn = (text: string): string =>
  /\d{4}/.test(text) ? text.replace(ID_NUMBER, maskIdNumber).replace(MOBILE, maskPhone) : text;
