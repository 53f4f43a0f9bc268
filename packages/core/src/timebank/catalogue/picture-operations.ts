import { z } from 'zod';
import { recordChange } from '../../audit/index.ts';
import { LinliError, notFound, parse, requirePermission, type Scope } from '../../kernel/index.ts';
import { contentHash, type Write, write } from '../../table/index.ts';
import type { CatalogueItem } from '../catalogue-item.ts';
import { storedItem } from './catalogue-operations.ts';
import { CataloguePictures, CatalogueTermsItems } from './entities.ts';
import type { ItemPicture } from './picture.ts';
import { PIXELS_AT_MOST, type PictureBytes, strippedPicture } from './picture-bytes.ts';

/** Of the file as it is sent. An item of the table holds 400 KB, and base64 is a third longer. */
export const PICTURE_BYTES = 200_000;
const SENT_AT_MOST = Math.ceil(PICTURE_BYTES / 3) * 4;

export const PictureInput = z.object({
  /** A JPEG or PNG in base64. */
  file: z.base64().min(1).max(SENT_AT_MOST),
  /** What is to be seen on it, for whoever does not see it. */
  alt: z.string().trim().min(2).max(80),
});

/**
 * Gives a catalogue item a picture, or another in its stead. Only what makes the picture is kept of the file. Throws `invalid`
 * for what is no whole JPEG or PNG of at most 2,000 pixels a side.
 */
export async function keepItemPicture(
  scope: Scope,
  itemId: string,
  input: z.input<typeof PictureInput>,
): Promise<ItemPicture> {
  requirePermission(scope, 'timebank:write');
  const { file, alt } = parse(PictureInput, input);
  const stripped = strippedPicture(Buffer.from(file, 'base64'));
  if (stripped === undefined)
    throw new LinliError('invalid', 'notAPicture', { field: 'file', params: { max: PIXELS_AT_MOST } });
  const data = Buffer.from(stripped.bytes).toString('base64');
  const picture: ItemPicture = { version: contentHash({ data }), alt };
  const { tenantId } = scope;
  const kept = CataloguePictures.upsert({ tenantId, id: itemId, mediaType: stripped.type, data });
  await sayPicture(scope, itemId, picture, write(kept, changed()));
  return picture;
}

/** Takes the picture of an item away; one that has none is left as it is. */
export async function removeItemPicture(scope: Scope, itemId: string): Promise<void> {
  requirePermission(scope, 'timebank:write');
  const { tenantId } = scope;
  await sayPicture(
    scope,
    itemId,
    undefined,
    write(CataloguePictures.delete({ tenantId, id: itemId }), changed()),
  );
}

const changed = () => new LinliError('conflict', 'alreadyChanged');

/** The terms say that there is a picture, so that a list knows it without the picture itself. */
async function sayPicture(
  scope: Scope,
  id: string,
  picture: ItemPicture | undefined,
  beside: Write,
): Promise<void> {
  const { tenantId, table } = scope;
  const before = await storedItem(scope, id);
  if (before === undefined) throw notFound('catalogueItem');
  if (picture === undefined && before.picture === undefined) return;
  await table.commit([
    write(saying({ tenantId, id }, before, picture), changed()),
    beside,
    recordChange(scope, {
      ...{ action: 'change', noun: 'catalogueItem', id },
      ...{ before: { picture: before.picture?.alt }, after: { picture: picture?.alt } },
    }),
  ]);
}

/** Counts as a change of the terms: whoever has them open in a form is told. */
function saying(
  key: { tenantId: string; id: string },
  { revision = 0 }: CatalogueItem,
  picture: ItemPicture | undefined,
) {
  if (revision === 0) return CatalogueTermsItems.create({ ...key, picture, revision: 1 });
  const patch = CatalogueTermsItems.patch(key).set({ revision: revision + 1 });
  const said = picture === undefined ? patch.remove(['picture']) : patch.set({ picture });
  return said.where((stored, { eq }) => eq(stored.revision, revision));
}

/** The picture of an item, for everybody. One read. */
export async function publicItemPicture(scope: Scope, itemId: string): Promise<PictureBytes> {
  requirePermission(scope, 'public:read');
  const { tenantId, table } = scope;
  const stored = await table.get(CataloguePictures, CataloguePictures.get({ tenantId, id: itemId }));
  if (stored === undefined) throw notFound('catalogueItem');
  return { type: stored.mediaType, bytes: Buffer.from(stored.data, 'base64') };
}
