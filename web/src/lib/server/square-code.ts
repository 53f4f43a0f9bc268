import { renderSVG } from 'uqr';

/** A square code (QR) of a text, as the address of a picture that needs no request. */
export const squareCode = (text: string): string =>
  `data:image/svg+xml,${encodeURIComponent(renderSVG(text))}`;
