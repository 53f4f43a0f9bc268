import { unspaced } from './plain-text.ts';
import { taken, unread, type ValueStyle } from './reading.ts';

type Synonyms = readonly string[];

/**
 * One of a closed list, each with the words offices use for it. Words are compared whole: “未当选” must not be taken
 * for “当选”.
 *
 * @param otherwise what any other word means; without it other words are not read
 */
export function choice<const C extends string>(
  choices: Readonly<Record<C, Synonyms>>,
  { otherwise }: { otherwise?: NoInfer<C> } = {},
): ValueStyle<C> {
  const byWord = new Map<string, C>();
  for (const [chosen, words] of Object.entries(choices) as [C, Synonyms][]) {
    for (const word of [chosen, ...words]) byWord.set(comparable(word), chosen);
  }
  const examples = (Object.values(choices) as Synonyms[]).flatMap((words) => words.slice(0, 1)).join('、');
  return {
    read({ text }) {
      const chosen = byWord.get(comparable(text)) ?? otherwise;
      return chosen === undefined ? unread('choiceUnknown', { choices: examples }) : taken(chosen);
    },
  };
}

const comparable = (word: string): string =>
  unspaced(word)
    .toLowerCase()
    .replace(/["'“”‘’()。.]/g, '');

export const gender = choice({ female: ['女', '女性', 'F', '女士'], male: ['男', '男性', 'M', '先生'] });

/** Members of the democratic parties (民盟盟员, 农工党员) are not members of the Party: they are `other`. */
export const politics = choice(
  {
    partyMember: [
      '中共党员',
      '党员',
      '预备党员',
      '中共预备党员',
      '中共正式党员',
      '正式党员',
      '中国共产党党员',
      '共产党员',
      '中共党员(预备)',
      '流动党员',
      '老党员',
    ],
    youthLeague: ['共青团员', '团员', '中国共青团员', '共青团'],
    masses: ['群众', '普通群众', '无党派', '无', '非党员'],
    other: ['其他'],
  },
  { otherwise: 'other' },
);
