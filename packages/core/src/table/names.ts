/**
 * The one table, as data: infra builds it from this, one machine creates it from this, tests check that both agree.
 * Key and index names are storage format: they never change.
 */
export const TABLE = {
  partitionKey: 'pk',
  sortKey: 'sk',
  indexes: [
    { name: 'gsi1', partitionKey: 'gsi1pk', sortKey: 'gsi1sk' },
    { name: 'gsi2', partitionKey: 'gsi2pk', sortKey: 'gsi2sk' },
  ],
  timeToLiveAttribute: 'expiresAt',
  streamView: 'NEW_AND_OLD_IMAGES',
} as const;

export type IndexName = (typeof TABLE.indexes)[number]['name'];

/** Every key of a community's items begins with this; `dynamodb:LeadingKeys` on AWS is built from the same words. */
export function tenantPrefix(tenantId: string): string {
  // `#` in it would end the prefix early; `*` and `?` would open other communities' doors in a policy.
  if (!/^[a-z0-9_]+$/.test(tenantId)) throw new Error(`Not a tenant id: ${tenantId}`);
  return `T#${tenantId}#`;
}
/** Every key of a district's control-plane items begins with this. */
export const districtPrefix = (districtId: string) => `D#${districtId}#`;

/**
 * The collections of a community that hold what its public pages show: all that a visitor's request can reach, and that
 * only to read. Persons, households, volunteers, service records, accounts, cards and imports are not among them.
 */
export const PUBLIC_COLLECTIONS = [
  'activity',
  'catalogueItem',
  'cataloguePicture',
  'certificateFace',
  'catalogueTerms',
  'course',
  'courtyard',
  'election',
  'fundEntry',
  'honour',
  'meeting',
  'neededNow',
  'notice',
  'office',
  'opinion',
  'organisation',
  'pointsRule',
  'recruitmentNotice',
  'room',
  'seats',
  'shift',
  'stock',
  'tally',
  'unit',
] as const;

/**
 * Those of them that also lie in partitions of their own by what they belong to (`T#<tenantId>#meeting#<courtyardId>`). A
 * session's policy names each partition, and has 2,048 characters for all of them.
 */
export const PARTED_COLLECTIONS: readonly string[] = [
  'fundEntry',
  'meeting',
  'opinion',
  'recruitmentNotice',
  'shift',
];
