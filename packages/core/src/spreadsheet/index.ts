export { sheetName, type WrittenTable, workbookOf } from './workbook.ts';
export { type WrittenCell, type WrittenRow, xlsxParts } from './xlsx-writer.ts';
export { zipOf } from './zip-writer.ts';
