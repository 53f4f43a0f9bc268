import { z } from 'zod';
import { type Language, ROLES } from '../kernel/index.ts';
import { AuditEntry, OwnAuditEntry } from './audit-entry.ts';
import { FIELD_WORDS, VALUE_WORDS } from './field-words.ts';
import { AUDIT_ACTIONS, AUDIT_NOUNS } from './words.ts';

const inWords = {
  actionName: z.string(),
  nounName: z.string(),
  /** Old and new value of each field that changed, as somebody reads them. */
  changes: z.array(z.object({ field: z.string(), fieldName: z.string(), from: z.string(), to: z.string() })),
};

export const AuditEntryInWords = AuditEntry.extend(inWords);
export const OwnAuditEntryInWords = OwnAuditEntry.extend(inWords);

type InWords = z.infer<z.ZodObject<typeof inWords>>;
type Said = Pick<AuditEntry, 'action' | 'noun' | 'changes'>;

/** An entry as somebody reads it in their language. */
export function entryInWords<E extends Said>(
  { changes, ...entry }: E,
  language: Language,
): Omit<E, 'changes'> & InWords {
  const word = language === 'zh-CN' ? 0 : 1;
  const said = (words: Words, name: string) => words[name]?.[word] ?? name;
  return {
    ...entry,
    actionName: said(AUDIT_ACTIONS, entry.action),
    nounName: said(AUDIT_NOUNS, entry.noun),
    changes: changes.map(({ field, from, to }) => ({
      field,
      fieldName: said(FIELD_WORDS, field),
      from: valueInWords(from, word),
      to: valueInWords(to, word),
    })),
  };
}

type Words = Readonly<Record<string, readonly [zh: string, en: string]>>;

const ROLE_WORDS: Words = Object.fromEntries(Object.entries(ROLES).map(([role, { name }]) => [role, name]));

const LIST_COMMA = ['、', ', '] as const;

function valueInWords(value: unknown, word: 0 | 1): string {
  if (value === undefined || value === null) return '';
  if (Array.isArray(value)) return value.map((one) => valueInWords(one, word)).join(LIST_COMMA[word]);
  if (typeof value !== 'object') {
    const text = String(value);
    return (ROLE_WORDS[text] ?? VALUE_WORDS[text])?.[word] ?? text;
  }
  // The table gives the fields of a map in any order.
  return Object.entries(value)
    .toSorted(([a], [b]) => (a < b ? -1 : 1))
    .map(([field, inner]) => {
      const said = valueInWords(inner, word);
      // A role says itself that it is one.
      return field === 'role' ? said : `${FIELD_WORDS[field]?.[word] ?? field} ${said}`;
    })
    .join(' · ');
}
