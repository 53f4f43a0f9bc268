import { leaksIn } from '../isolation/leaks.ts';
import { COURTYARDS, idNumberOf, ledgersOf, type Marks } from '../world/ledgers.ts';

/** Numbers of people that stand in the ledgers: nobody is to see one whole who did not ask for it with a reason. */
export type Canaries = { words: readonly string[]; names: readonly string[] };

/** Of the persons, the contact of a unit, and whoever a message goes to. */
const PHONES = ['13900010000', '13900010001', '13900020000', '13900030000'];

export const canariesOf = (marks: Marks): Canaries => ({
  words: [...PHONES, ...COURTYARDS.map((_, i) => idNumberOf(marks, i))].flatMap(inEveryHand),
  names: COURTYARDS.map((yard) => `王${yard}${marks.kept}`),
});

/** As it is written on paper too. An ID number of fifteen digits is read as the eighteen it became, which hold its last nine. */
const inEveryHand = (number: string): string[] =>
  number.length === 15
    ? [number, `19${number.slice(6)}`]
    : [number, number.replace(/^(...)(....)/, '$1-$2-'), number.replace(/^(...)(....)/, '$1 $2 ')];

/** The batteries' ledgers, and in every remark of them a phone and an ID number that somebody wrote there. */
export const ledgersWithNumbers = (marks: Marks) =>
  ledgersOf(marks).map(({ name, bytes }) => ({
    name,
    bytes: Buffer.from(
      Buffer.from(bytes)
        .toString('utf8')
        .replaceAll(`${marks.kept}备注`, `${marks.kept}备注请打139-0001-0000，${idNumberOf(marks, 0)}`),
    ),
  }));

/** Which numbers an answer, a log line or an address shows. */
export const numbersIn = (text: string, { words }: Canaries): string[] => leaksIn(text, '', words);

/** Whether the title of a page, which browsers and histories keep, names a person. */
export function namedInTitle(html: string, { names }: Canaries): string | undefined {
  const [, title = ''] = /<title>([^<]*)<\/title>/.exec(html) ?? [];
  return names.find((name) => title.includes(name));
}
