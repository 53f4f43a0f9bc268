import { readDate } from '../values/dates.ts';
import { readMonth } from '../values/months.ts';
import { plain, unspaced } from '../values/plain-text.ts';

/** What a sheet says about all its rows, outside its columns. */
export type SheetContext = {
  readonly title: string;
  readonly notes: readonly string[];
  readonly sheetName: string;
  readonly fileName: string;
  /** The source a file of rejected rows says it comes from. */
  readonly statedSource?: string;
};

export type Fact<T> = {
  readonly label: { readonly zh: string; readonly en: string };
  /** Rows cannot be taken without it: a person is asked when the sheet does not say it. */
  readonly required?: true;
  read(context: SheetContext): T | undefined;
};

export type FactsOf<S extends Record<string, Fact<unknown>>> = {
  [K in keyof S]?: S[K] extends Fact<infer T> ? T : never;
};

/** Title, notes, sheet name and file name, in the order they are trusted. */
export const wordsOf = ({ title, notes, sheetName, fileName, statedSource = '' }: SheetContext): string[] =>
  [title, ...notes, sheetName, statedSource, bareFileName(fileName)].filter((words) => words !== '');

/** `02-花园颐院入户摸底表 (1).xlsx` → `花园颐院入户摸底表`. */
export const bareFileName = (fileName: string): string =>
  plain(fileName)
    .replace(/\.[^.]*$/, '')
    .replace(/^\d{1,3}\s*[-–—_.、\s]\s*/, '')
    .replace(/(\s*[-–—_]?\s*(副本|copy)|\s*\(\d+\))+$/i, '')
    .trim();

/** The courtyard whose name stands before one of `triggers`: 花园颐院|入户摸底调查表. */
export function courtyardBefore(triggers: RegExp): Fact<string> {
  return {
    label: { zh: '院落', en: 'courtyard' },
    read(context) {
      for (const words of wordsOf(context)) {
        const stated = /院落(?:名称)?[:：]\s*([^\s，,；;：:()（）【】]{2,20})/.exec(plain(words))?.[1];
        const found = stated ?? nameBefore(unspaced(words), triggers);
        if (found !== undefined) return found;
      }
      return undefined;
    },
  };
}

function nameBefore(words: string, triggers: RegExp): string | undefined {
  const at = words.search(triggers);
  if (at < 2) return undefined;
  const name = words
    .slice(0, at)
    .replace(/^.*(街道|社区|乡|镇)/, '')
    .replace(/^\d{4}年?度?(\d{1,2}月)?/, '')
    .replace(/^["“”'《【(]+|["“”'》】)]+$/g, '');
  const nobodysName = /^(院落|各院落|全部|辖区|居民|本院|小区)?$/.test(name);
  return nobodysName || name.length > 20 ? undefined : name;
}

/** The day after one of these labels: 填报日期：2019年4月30日. */
export function dateAfter(label: RegExp, names: Fact<string>['label']): Fact<string> {
  return {
    label: names,
    read(context) {
      for (const words of wordsOf(context)) {
        const written = after(words, label, /^[:：]?(\d{4}[.\-/年]\d{1,2}[.\-/月]\d{1,2})/);
        const reading = written === undefined ? undefined : readDate({ text: written });
        if (reading?.ok) return reading.value;
      }
      return undefined;
    },
  };
}

/** The month after one of these labels: 摸底时间：2018年3月, 截至2019年4月. */
export function monthAfter(label: RegExp, names: Fact<string>['label']): Fact<string> {
  return {
    label: names,
    read(context) {
      for (const words of wordsOf(context)) {
        const written = after(words, label, /^[:：]?(\d{4}[.\-/年]\d{1,2})/);
        const reading = written === undefined ? undefined : readMonth({ text: written });
        if (reading?.ok) return reading.value;
      }
      return undefined;
    },
  };
}

/** The first whole number after one of these labels: 发出选票48张 → 48. */
export function numberAfter(label: RegExp, names: Fact<number>['label']): Fact<number> {
  return {
    label: names,
    read(context) {
      for (const words of wordsOf(context)) {
        const digits = after(words, label, /^[^\d，,。；;]{0,8}(\d{1,7})/);
        if (digits !== undefined) return Number(digits);
      }
      return undefined;
    },
  };
}

/** The words a pattern finds, as they stand. */
export function wordsLike(pattern: RegExp, names: Fact<string>['label']): Fact<string> {
  return {
    label: names,
    read(context) {
      for (const words of wordsOf(context)) {
        const found = pattern.exec(unspaced(words))?.[0];
        if (found !== undefined) return found;
      }
      return undefined;
    },
  };
}

function after(words: string, label: RegExp, value: RegExp): string | undefined {
  const text = unspaced(words);
  const found = label.exec(text);
  return found === null ? undefined : value.exec(text.slice(found.index + found[0].length))?.[1];
}
