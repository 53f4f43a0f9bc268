/** What a code begins with: whose id it stands for. */
const KINDS = ['vol', 'crd'];

const CROCKFORD = '0123456789abcdefghjkmnpqrstvwxyz';
const LETTERS = 26;
/** Enough for the 130 bits of an id. */
const DIGITS = 40;

/** 97 is the greatest prime of two digits: every wrong digit and every two that changed places are found. */
const CHECK = 97n;

/**
 * The code on a card or a passbook (扫码卡): the holder's id in digits, so that nothing has to be stored or looked up for
 * it. It ends the address that the card's square says: a telephone opens the address, a scanner types it like a keyboard,
 * and digits come through where an input method swallows letters. One digit for the kind, forty for the id, two that check
 * them.
 */
export function scanCodeOf(holderId: string): string {
  const [kind = '', letters = ''] = holderId.split('_');
  const value = [...letters].reduce((sum, letter) => (sum << 5n) | BigInt(CROCKFORD.indexOf(letter)), 0n);
  const digits = `${KINDS.indexOf(kind) + 1}${String(value).padStart(DIGITS, '0')}`;
  return digits + checkOf(digits);
}

/** Whose code is in what was scanned, whatever stands before it; undefined where there is none, or it was read wrong. */
export function holderOfScanCode(scanned: string): string | undefined {
  const [, digits = '', check] = /(?<!\d)(\d{41})(\d{2})$/.exec(scanned) ?? [];
  const kind = KINDS[Number(digits[0]) - 1];
  const value = BigInt(digits.slice(1));
  if (kind === undefined || check !== checkOf(digits) || value >> BigInt(LETTERS * 5) > 0n) return undefined;
  const letters = Array.from({ length: LETTERS }, (_, i) => value >> BigInt((LETTERS - 1 - i) * 5));
  return `${kind}_${letters.map((bits) => CROCKFORD[Number(bits & 31n)]).join('')}`;
}

const checkOf = (digits: string): string => String(BigInt(digits) % CHECK).padStart(2, '0');
