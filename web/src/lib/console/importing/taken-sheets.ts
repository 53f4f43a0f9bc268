import type { ImportDetail, Sheet } from './import-types.ts';

/** The sheets that are imported, in the order in which their files stand in a folder. */
export const takenSheets = ({ sheets }: ImportDetail): Sheet[] =>
  sheets
    .filter(({ ignore }) => !ignore)
    .sort((a, b) => a.fileName.localeCompare(b.fileName, 'zh-CN', { numeric: true }));
