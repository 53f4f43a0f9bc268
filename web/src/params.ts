import { defineParams } from '@sveltejs/kit/params';
import { fileFormatOf } from '#lib/console/files/file-format.ts';

/**
 * `recordId` keeps a page for one record from taking the addresses beside it, such as a list's own `rows.csv`: an id is
 * its noun's prefix and a ULID. `fileFormat` is how a table is written into a file.
 */
export const params = defineParams({
  recordId: (param) => (/^[a-z]{3}_[0-9a-z]+$/.test(param) ? param : undefined),
  fileFormat: fileFormatOf,
});
