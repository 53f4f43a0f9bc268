import { m } from '#lib/paraglide/messages.js';
import type { Sheet } from './import-types.ts';
import { LEDGER_WORDS } from './ledger-words.ts';

/** Which ledger a sheet is, in words. */
export const sheetLabel = ({ kind }: Sheet): string =>
  (kind === undefined ? undefined : LEDGER_WORDS[kind]?.label()) ?? m.console_not_recognised();

/** Where it stands: a CSV file has one sheet, named as the file is. */
export const sheetPlace = ({ fileName, name }: Sheet): string =>
  name === '' || fileName === `${name}.csv` ? fileName : `${fileName} · ${name}`;
