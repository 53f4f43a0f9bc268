/** Where the picture of a catalogue item is shown from. Another picture has another version, so that it can be kept for ever. */
export const pictureOf = (
  community: string,
  { id, picture }: { id: string; picture?: { version: string; alt: string } | undefined },
): { src: string; alt: string } | undefined =>
  picture && {
    src: `/api/v1/communities/${community}/timebank/public/catalogue-pictures/${id}?version=${picture.version}`,
    alt: picture.alt,
  };
