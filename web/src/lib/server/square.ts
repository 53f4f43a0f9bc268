import { renderSVG } from 'uqr';

/**
 * A text as a square code (QR), as the address of a picture that needs no request. Four modules stay blank around it, as
 * the standard (ISO/IEC 18004) asks for: it is scanned from screens and from paper.
 */
export const squareOf = (text: string): string =>
  `data:image/svg+xml,${encodeURIComponent(renderSVG(text, { border: 4 }))}`;
