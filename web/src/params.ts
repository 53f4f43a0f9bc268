import { defineParams } from '@sveltejs/kit/params';

/**
 * `recordId` keeps a page for one record from taking the addresses beside it, such as a list's own `rows.csv`: an id is
 * its noun's prefix and a ULID.
 */
export const params = defineParams({
  recordId: (param) => (/^[a-z]{3}_[0-9a-z]+$/.test(param) ? param : undefined),
});
