import { unspaced } from './plain-text.ts';
import { doubted, taken, unread, type ValueReason, type ValueStyle } from './reading.ts';

type Synonyms = readonly string[];

/**
 * One of a closed list, each with the words offices use for it. Words are compared whole: “未当选” must not be taken
 * for “当选”.
 *
 * @param otherwise what any other word means; without it other words are not read
 * @param doubt what is said of a word that was read as `otherwise`
 */
export function choice<const C extends string>(
  choices: Readonly<Record<C, Synonyms>>,
  { otherwise, doubt }: { otherwise?: NoInfer<C>; doubt?: ValueReason } = {},
): ValueStyle<C> {
  const byWord = new Map<string, C>();
  for (const [chosen, words] of Object.entries(choices) as [C, Synonyms][]) {
    for (const word of [chosen, ...words]) byWord.set(comparable(word), chosen);
  }
  const examples = (Object.values(choices) as Synonyms[]).flatMap((words) => words.slice(0, 1)).join('、');
  return {
    read({ text }) {
      const chosen = byWord.get(comparable(text));
      if (chosen !== undefined) return taken(chosen);
      if (otherwise === undefined) return unread('choiceUnknown', { choices: examples });
      return doubt === undefined ? taken(otherwise) : doubted(otherwise, doubt);
    },
  };
}

const comparable = (word: string): string =>
  unspaced(word)
    .toLowerCase()
    .replace(/["'“”‘’()。.]/g, '');

export const gender = choice({ female: ['女', '女性', 'F', '女士'], male: ['男', '男性', 'M', '先生'] });

/** Each with what its members are called: 民盟, 民盟盟员, 民盟成员, 民盟会员. */
const DEMOCRATIC_PARTIES = [
  '民革',
  '民盟',
  '民建',
  '民进',
  '农工',
  '农工党',
  '致公',
  '致公党',
  '九三学社',
  '台盟',
].flatMap((party) => [
  party,
  ...['党员', '盟员', '会员', '社员', '员', '成员'].map((member) => party + member),
]);

/** Members of the democratic parties are not members of the Party: they are `other`. */
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
    other: ['其他', '民主党派', ...DEMOCRATIC_PARTIES],
  },
  { otherwise: 'other', doubt: 'politicsUnknown' },
);
