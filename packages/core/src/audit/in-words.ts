import { z } from 'zod';
import { type Language, minuteOf, PERMISSIONS, ROLES } from '../kernel/index.ts';
import { AuditEntry, OwnAuditEntry } from './audit-entry.ts';
import { FIELD_WORDS, VALUE_WORDS } from './field-words.ts';
import { AUDIT_ACTIONS, AUDIT_NOUNS } from './words.ts';

const inWords = {
  actionName: z.string(),
  nounName: z.string(),
  /** Of the account or courtyard it was done to, where there still is one. */
  recordName: z.string().optional(),
  /** Ids the entry names that have no page here: of somebody erased, or an account that is no member's. */
  withoutPage: z.array(z.string()).optional(),
  /** Old and new value of each field that changed, as somebody reads them. */
  changes: z.array(z.object({ field: z.string(), fieldName: z.string(), from: z.string(), to: z.string() })),
};

export const AuditEntryInWords = AuditEntry.extend(inWords);
export const OwnAuditEntryInWords = OwnAuditEntry.extend(inWords);

type InWords = z.infer<z.ZodObject<typeof inWords>>;
type Said = Pick<AuditEntry, 'action' | 'noun' | 'recordId' | 'changes'>;

/** An entry as somebody reads it in their language; `names` of what its ids stand for. */
export function entryInWords<E extends Said>(
  { changes, ...entry }: E,
  language: Language,
  names: ReadonlyMap<string, string> = new Map(),
): Omit<E, 'changes'> & InWords {
  const word = language === 'zh-CN' ? 0 : 1;
  const said = (words: Words, name: string) => words[name]?.[word] ?? name;
  return {
    ...entry,
    actionName: said(AUDIT_ACTIONS, entry.action),
    nounName: said(AUDIT_NOUNS, entry.noun),
    ...(names.has(entry.recordId) ? { recordName: names.get(entry.recordId) as string } : {}),
    changes: changes.map(({ field, from, to }) => ({
      field,
      fieldName: said(FIELD_WORDS, field),
      from: valueInWords(from, { word, names }),
      to: valueInWords(to, { word, names }),
    })),
  };
}

type Words = Readonly<Record<string, readonly [zh: string, en: string]>>;

const ROLE_WORDS: Words = Object.fromEntries(Object.entries(ROLES).map(([role, { name }]) => [role, name]));

const SAID_WORDS: Words = { ...PERMISSIONS, ...VALUE_WORDS, ...ROLE_WORDS };

const LIST_COMMA = ['、', ', '] as const;

const INSTANT = /^\d{4}-\d\d-\d\dT[\d:.]+Z$/;

type Reader = { word: 0 | 1; names: ReadonlyMap<string, string> };

function valueInWords(value: unknown, reader: Reader): string {
  const { word, names } = reader;
  if (value === undefined || value === null) return '';
  if (Array.isArray(value)) return value.map((one) => valueInWords(one, reader)).join(LIST_COMMA[word]);
  if (typeof value !== 'object') {
    const text = String(value);
    if (INSTANT.test(text)) return minuteOf(text);
    return names.get(text) ?? SAID_WORDS[text]?.[word] ?? text;
  }
  // The table gives the fields of a map in any order.
  return Object.entries(value)
    .toSorted(([a], [b]) => (a < b ? -1 : 1))
    .map(([field, inner]) => {
      const said = valueInWords(inner, reader);
      // A role says itself that it is one.
      return field === 'role' ? said : `${FIELD_WORDS[field]?.[word] ?? field} ${said}`;
    })
    .join(' · ');
}

/** Every id that stands in what an entry says, its record's own included. */
export const idsSaid = ({ recordId, changes }: Pick<AuditEntry, 'recordId' | 'changes'>): string[] => [
  recordId,
  ...changes.flatMap(({ from, to }) => [...textsIn(from), ...textsIn(to)]),
];

const textsIn = (value: unknown): string[] =>
  typeof value === 'string'
    ? [value]
    : typeof value === 'object' && value !== null
      ? Object.values(value).flatMap(textsIn)
      : [];
