import { type MessageKey, type MessageParams, messageOf } from './messages.ts';

/** The closed list of refusals. Anything that is not one of these is a bug and is answered as "internal". */
export const ERROR_CODES = [
  'invalid',
  'unauthenticated',
  'forbidden',
  'not_found',
  'conflict',
  'limit_exceeded',
  'rate_limited',
  'unavailable',
] as const;

export type ErrorCode = (typeof ERROR_CODES)[number];

export type Language = 'zh-CN' | 'en';

/** One field of the input and what is wrong with it, as a catalogue key so that it can be said in any language. */
export type FieldIssue = { field: string; reason: MessageKey; params?: MessageParams };

/** A refusal that may be shown to the person who asked. Operations throw nothing else on purpose. */
export class LinliError extends Error {
  readonly code: ErrorCode;
  readonly reason: MessageKey;
  readonly params: MessageParams;
  readonly field: string | undefined;
  readonly issues: readonly FieldIssue[];

  constructor(
    code: ErrorCode,
    reason: MessageKey,
    detail: { field?: string; params?: MessageParams; issues?: readonly FieldIssue[]; cause?: unknown } = {},
  ) {
    super(messageOf(reason, detail.params ?? {}, 'en'), { cause: detail.cause });
    this.name = 'LinliError';
    this.code = code;
    this.reason = reason;
    this.params = detail.params ?? {};
    this.field = detail.field;
    this.issues = detail.issues ?? [];
  }

  messageIn(language: Language): string {
    return messageOf(this.reason, this.params, language);
  }
}

/** Not yours and not there look the same, so both are this. `noun` is a word of the glossary. */
export const notFound = (noun: string) => new LinliError('not_found', 'notFound', { params: { noun } });
