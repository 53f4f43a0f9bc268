import { ID_PREFIXES, type IdNoun, newId } from '@linli/core/kernel';
import type { Filled } from '../world/community.ts';
import type { Person } from '../world/people.ts';
import { NOW, type World } from '../world/world.ts';

/** Something of the other community that a stranger got hold of, and its twin: of the same form, and of nobody. */
export type Loot = { name: string; value: string; twin: string };

/** Of the same length, too: what is refused for its length alone tells nobody anything. */
const someId = (like: string): string => {
  // What is all digits, as the code of an order, has a twin of digits.
  if (/^\d+$/.test(like)) return `${like.slice(0, -1)}${like.endsWith('9') ? '8' : '9'}`;
  if (!like.includes('_') || like.includes('.'))
    return `${like.slice(0, -1)}${like.endsWith('z') ? 'y' : 'z'}`;
  const [noun] = Object.entries(ID_PREFIXES).find(([, prefix]) => like.startsWith(`${prefix}_`)) ?? [
    'person',
  ];
  return newId(noun as IdNoun, NOW, seeded(like));
};

const backwards = (text: string) => [...text].reverse().join('');

// The twin of a thing is always the same, so that a failure can be done again.
const seeded = (text: string) =>
  Uint8Array.from({ length: 10 }, (_, i) => (text.charCodeAt(i % text.length) * 7 + i * 31) % 256);

/** Everything of the other community that has a name of its own. */
export async function lootOf(world: World, theirs: Filled, staff: readonly Person[]): Promise<Loot[]> {
  const { draft, invitation, messageId, importId, keys, tenantId, slug } = theirs;
  const ids = new Set<string>([
    importId,
    draft.importId,
    draft.fileId,
    draft.uploadId,
    invitation.id,
    messageId,
  ]);
  for (const item of world.snapshot.items)
    if (item['tenantId'] === tenantId && String(item['pk']).startsWith('T#') && item['id'] !== undefined)
      ids.add(String(item['id']));
  // A month or a setting is called the same everywhere: it is nobody's name.
  for (const item of world.snapshot.items) if (item['tenantId'] !== tenantId) ids.delete(String(item['id']));
  for (const { userId, sessionId } of staff) ids.add(userId).add(sessionId);
  const [first] = staff;
  return [
    ...[...ids]
      .filter((id) => !id.endsWith('_0'))
      .map((value) => ({ name: 'id', value, twin: someId(value) })),
    { name: 'sheet', value: draft.sheetId, twin: `${someId(draft.fileId)}_0` },
    { name: 'tenant id', value: tenantId, twin: 'tnt_77' },
    { name: 'prefix', value: `T#${tenantId}#`, twin: 'T#tnt_77#' },
    {
      name: 'path',
      value: `../../${tenantId}/imports/${draft.importId}/${draft.fileId}`,
      twin: `../../tnt_77/imports/${someId(importId)}/${someId('fil_')}`,
    },
    { name: 'slug', value: slug, twin: 'guihua9' },
    ...lookAlikes(slug).map((value) => ({
      name: 'look-alike slug',
      value,
      twin: value.includes('２') ? value.replace('２', '９') : value.replace(/2|$/, '9'),
    })),
    { name: 'file name', value: draft.fileName, twin: backwards(draft.fileName) },
    ...keys.map((value) => ({ name: 'key', value, twin: `${value.slice(0, -2)}zz` })),
    { name: 'invitation code', value: invitation.code, twin: 'aaaa-bbbb-cccc' },
    {
      name: 'upload token',
      value: draft.uploadUrl.split('/').at(-1) ?? '',
      twin: backwards(draft.uploadUrl.split('/').at(-1) ?? ''),
    },
    { name: 'user name', value: first?.username ?? '', twin: 'nobodyofthatname' },
    { name: 'session token', value: first?.token ?? '', twin: 'x'.repeat(first?.token.length ?? 0) },
    ...(await cursorsOf(world, theirs, first)),
  ];
}

const lookAlikes = (slug: string) => [
  slug.toUpperCase(),
  slug.replace('i', 'і'),
  slug.replace(/\d/, (digit) => String.fromCharCode(digit.charCodeAt(0) + 0xfee0)),
  ` ${slug}`,
  `${slug}\u0000`,
  `${slug}/.`,
  `./${slug}`,
];

/** Where the second row of every list of theirs begins, as their own staff are told it; and as it would be made up. */
async function cursorsOf(
  { api, routes }: World,
  { slug, tenantId }: Filled,
  staff: Person | undefined,
): Promise<Loot[]> {
  const cursors: Loot[] = [];
  for (const { method, template, pathParameters } of routes) {
    if (method !== 'GET' || pathParameters.join() !== 'community') continue;
    const path = template.replace('{community}', slug);
    const answer = await api.request(`${path}?limit=1`, {
      headers: { authorization: `Bearer ${staff?.token}` },
    });
    const { next } = (answer.ok ? await answer.json().catch(() => ({})) : {}) as { next?: string };
    if (typeof next === 'string')
      cursors.push({ name: `cursor of ${template}`, value: next, twin: changedMark(next) });
  }
  const made = { pk: `T#${tenantId}#person`, sk: 'prs_0', gsi1pk: `T#${tenantId}#person`, gsi1sk: '0' };
  const asCursor = (said: unknown) => Buffer.from(JSON.stringify(said)).toString('base64url');
  return [
    ...cursors,
    {
      name: 'cursor made up',
      value: asCursor(made),
      twin: asCursor({ ...made, pk: 'T#tnt_77#person', gsi1pk: 'T#tnt_77#person' }),
    },
  ];
}

/** Of no list, and where it is a mark and a place, of the same form. */
function changedMark(cursor: string): string {
  try {
    const [mark, ...rest] = JSON.parse(Buffer.from(cursor, 'base64url').toString()) as [string, ...string[]];
    return Buffer.from(JSON.stringify([[...mark].reverse().join(''), ...rest])).toString('base64url');
  } catch {
    return [...cursor].reverse().join('');
  }
}
