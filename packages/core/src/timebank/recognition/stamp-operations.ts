import { z } from 'zod';
import { recordChange } from '../../audit/index.ts';
import { LinliError, parse, requirePermission, type Scope } from '../../kernel/index.ts';
import { write } from '../../table/index.ts';
import { StampImages } from './entities.ts';

/** Of the image as it is sent. An item of the table holds 400 KB, and base64 is a third longer. */
const BYTES_AT_MOST = 200_000;
const SENT_AT_MOST = Math.ceil(BYTES_AT_MOST / 3) * 4;
const PNG_BEGINS = [0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a];

/** The image of the community's seal: a PNG in base64, as it is printed. */
export const StampImage = z.object({ png: z.string() });
export type StampImage = z.infer<typeof StampImage>;

export const StampInput = z.object({ png: z.base64().min(1).max(SENT_AT_MOST) });

const THE_ONE = 'stamp';

/** Puts the image of the seal in place, or another in its stead. Throws `invalid` for what is no PNG. */
export async function keepStamp(scope: Scope, input: z.input<typeof StampInput>): Promise<StampImage> {
  requirePermission(scope, 'timebank:write');
  const { png } = parse(StampInput, input);
  const bytes = Buffer.from(png, 'base64');
  if (PNG_BEGINS.some((byte, i) => bytes[i] !== byte))
    throw new LinliError('invalid', 'notAPng', { field: 'png' });
  const { tenantId, table, now } = scope;
  await table.commit([
    write(
      StampImages.upsert({ tenantId, id: THE_ONE, png, at: now }),
      new LinliError('conflict', 'alreadyChanged'),
    ),
    recordChange(scope, { action: 'change', noun: 'stamp', id: THE_ONE, after: { bytes: bytes.length } }),
  ]);
  return { png };
}

/** Undefined while none was sent: then the place for it stays empty, and the paper is stamped by hand. */
export async function getStamp(scope: Scope): Promise<Partial<StampImage>> {
  requirePermission(scope, 'timebank:read');
  const { tenantId, table } = scope;
  const stored = await table.get(StampImages, StampImages.get({ tenantId, id: THE_ONE }));
  return stored === undefined ? {} : { png: stored.png };
}
