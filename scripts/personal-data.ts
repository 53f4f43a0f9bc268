import { writeFileSync } from 'node:fs';
import { fieldsOf, NOUNS } from '@linli/core/personal';

/** Writes docs/personal-data.md from the classes that the nouns' schemas declare: `node scripts/personal-data.ts`. */
export const PERSONAL_DATA_PAGE = new URL('../docs/personal-data.md', import.meta.url);

const CLASS = {
  public: '公开 public',
  internal: '内部 internal',
  personal: '个人 personal',
  sensitive: '敏感 sensitive',
};
const MASK: Record<string, string> = {
  phone: '遮盖 138\\*\\*\\*\\*5678',
  idNumber: '全部遮盖，加密保存',
  none: '原样',
};

const OPENING = `# What Linli keeps of people

Written by \`node scripts/personal-data.ts\` from the schemas; a test fails when it is out of date, or when a field has no class.

| class | what it means | who sees it |
|---|---|---|
| 公开 public | stands on a public page, or may | everyone |
| 内部 internal | the office's own, about nobody | who has the domain's \`read\` |
| 个人 personal | about one person | who has the domain's \`read\`; numbers masked |
| 敏感 sensitive | can harm a person (个人信息保护法 art. 28), or opens other doors | the same; an ID number only by a reveal |

A phone or ID number is masked in every answer, page, CSV, finding and log line; free text is looked through for them too. Seeing
one whole takes \`personal:reveal\`, a reason, and leaves a record: see [decision 0010](decisions/0010-personal-data.md).
`;

const sectionOf = ([name, [zh, schema]]: (typeof ENTRIES)[number]) =>
  [
    `## ${zh} ${name}`,
    '',
    '| field | class | shown |',
    '|---|---|---|',
    ...fieldsOf(schema).map(
      ({ field, class: of, mask = '' }) => `| \`${field}\` | ${of && CLASS[of]} | ${MASK[mask] ?? ''} |`,
    ),
    '',
  ].join('\n');

const ENTRIES = Object.entries(NOUNS);

export const personalDataPage = (): string => [OPENING, ...ENTRIES.map(sectionOf)].join('\n');

if (import.meta.main) writeFileSync(PERSONAL_DATA_PAGE, personalDataPage());
