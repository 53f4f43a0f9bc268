import { renderSVG } from 'uqr';

/** A text as a square code, as the address of a picture. */
export const squareOf = (text: string): string => `data:image/svg+xml,${encodeURIComponent(renderSVG(text))}`;
