import { strippedJpeg } from './jpeg.ts';
import { strippedPng } from './png.ts';

/** A picture as it is kept: what shows it, and nothing of where, when or with what it was taken. */
export type PictureBytes = { type: 'image/jpeg' | 'image/png'; bytes: Uint8Array };

/** The longest side, in pixels: more than any page shows, and not so much that unpacking it would fill the memory. */
export const PIXELS_AT_MOST = 2000;

/**
 * A JPEG or PNG written anew from the parts that make its picture, whatever else was in the file; undefined for what is no
 * such picture, is broken off, or is too large. Other formats are not taken: what cannot be checked is not shown.
 */
export function strippedPicture(file: Uint8Array): PictureBytes | undefined {
  const jpeg = strippedJpeg(file, PIXELS_AT_MOST);
  if (jpeg !== undefined) return { type: 'image/jpeg', bytes: jpeg };
  const png = strippedPng(file, PIXELS_AT_MOST);
  return png === undefined ? undefined : { type: 'image/png', bytes: png };
}
