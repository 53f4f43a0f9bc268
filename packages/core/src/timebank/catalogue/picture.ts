import { z } from 'zod';
import { publicField } from '../../kernel/index.ts';

/** That a catalogue item has a picture: `version` names what it shows, so that it can be kept for ever; `alt` says it in words. */
export const ItemPicture = z.object({
  version: publicField(z.string()),
  alt: publicField(z.string()),
});
export type ItemPicture = z.infer<typeof ItemPicture>;
