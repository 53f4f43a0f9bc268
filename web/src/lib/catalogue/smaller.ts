/** What the API takes, and a size that no page shows larger. */
const BYTES = 200_000;
const SIDE = 1200;
const QUALITIES = [0.85, 0.7, 0.5, 0.3];

/** The photo of a telephone, small enough to be sent; a picture that is small enough already stays as it is. */
export async function smaller(file: File): Promise<File> {
  if (file.size <= BYTES) return file;
  const photo = await createImageBitmap(file);
  const scale = Math.min(1, SIDE / Math.max(photo.width, photo.height));
  const canvas = document.createElement('canvas');
  canvas.width = Math.round(photo.width * scale);
  canvas.height = Math.round(photo.height * scale);
  canvas.getContext('2d')?.drawImage(photo, 0, 0, canvas.width, canvas.height);
  for (const quality of QUALITIES) {
    const blob = await new Promise<Blob | null>((done) => canvas.toBlob(done, 'image/jpeg', quality));
    if (blob !== null && blob.size <= BYTES) return new File([blob], 'picture.jpg', { type: 'image/jpeg' });
  }
  return file;
}
