/**
 * The header that hands a file out under its own name (RFC 6266, RFC 8187): whatever stands in the name, it is percent-encoded,
 * so that it cannot end the header.
 */
export const attachmentNamed = (name: string): string =>
  `attachment; filename*=UTF-8''${encodeURIComponent(name.toWellFormed()).replace(/['()*]/g, (sign) => `%${sign.charCodeAt(0).toString(16).toUpperCase()}`)}`;
