/**
 * A person's name as a public page says it where they have not agreed to be named: the first character, and the last of
 * a name of three or more. 王芳 → 王*, 王小芳 → 王*芳.
 */
export function publicName(name: string): string {
  const characters = [...name];
  const first = characters[0] ?? '';
  const hidden = '*'.repeat(Math.max(1, characters.length - 2));
  return characters.length > 2 ? `${first}${hidden}${characters.at(-1)}` : `${first}*`;
}
