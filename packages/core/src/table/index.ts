export * from './client.ts';
export { cursorInvalid } from './cursor.ts';
export * from './definition.ts';
export * from './draft.ts';
export * from './keys.ts';
export * from './names.ts';
export * from './record.ts';
export * from './table.ts';
export * from './view.ts';
