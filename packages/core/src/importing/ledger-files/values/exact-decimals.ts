/** A decimal number without the error of binary fractions: `digits / 10^scale`. */
export type ExactDecimal = { readonly digits: bigint; readonly scale: number };

/** Reads `-1,234.50`, `1234.5`, `.5`; undefined when it is no plain decimal number. */
export function exactDecimal(text: string): ExactDecimal | undefined {
  const grouped =
    /^[-+]?\d{1,3}(,\d{3})+(\.\d+)?$/.test(text) || /^[-+]?\d{1,4}(,\d{4})+(\.\d+)?$/.test(text);
  const bare = grouped ? text.replaceAll(',', '') : text;
  const parts = /^([-+]?)(\d{0,15})(?:\.(\d{1,15}))?$/.exec(bare);
  if (parts === null) return undefined;
  const [, sign = '', whole = '', fraction = ''] = parts;
  if (whole === '' && fraction === '') return undefined;
  const digits = BigInt(`${whole}${fraction}`);
  return { digits: sign === '-' ? -digits : digits, scale: fraction.length };
}

/** The decimal times a whole factor when that is whole, otherwise undefined. */
export function wholeTimes({ digits, scale }: ExactDecimal, factor: number): number | undefined {
  const product = digits * BigInt(factor);
  const divisor = 10n ** BigInt(scale);
  if (product % divisor !== 0n) return undefined;
  const whole = Number(product / divisor);
  return Number.isSafeInteger(whole) ? whole : undefined;
}
