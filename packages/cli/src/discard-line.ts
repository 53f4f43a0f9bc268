import { say } from './language.ts';

export const discardLine = (slug: string): string =>
  say(`  不要了：npx linli discard --slug ${slug}`, `  To be rid of them: npx linli discard --slug ${slug}`);
