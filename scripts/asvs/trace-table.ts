import { readFileSync } from 'node:fs';
import { join } from 'node:path';

const ROOT = join(import.meta.dirname, '../..');
const FOLDER = join(ROOT, 'docs/security');

type Requirement = { id: string; level: 1 | 2; chapter: string; text: string };
type Standard = { standard: string; source: string; licence: string; requirements: Requirement[] };

/** What we say of a requirement: which tests show it, why it does not apply, or what is still open. */
export type Trace = { shown: string[]; note?: string } | { doesNotApply: string } | { open: string };

const read = <T>(name: string): T => JSON.parse(readFileSync(join(FOLDER, name), 'utf8')) as T;

export const PAGE = join(FOLDER, 'asvs.md');
export const standard = (): Standard => read('asvs-5.0.json');
export const mapping = (): Record<string, Trace> => read('asvs-mapping.json');

/** A test is named `file: words of its name`; undefined when the file holds those words, else what is wrong. */
export function wrongIn(test: string): string | undefined {
  const [file = '', ...words] = test.split(': ');
  const path = join(ROOT, file);
  try {
    return readFileSync(path, 'utf8').includes(words.join(': '))
      ? undefined
      : `${file} has no such test: ${test}`;
  } catch {
    return `there is no ${file}`;
  }
}

/** `docs/security/asvs.md`, whole. */
export function page(): string {
  const { standard: name, source, licence, requirements } = standard();
  const traces = mapping();
  const chapters = [...new Set(requirements.map(({ chapter }) => chapter))];
  const count = (kind: string) => Object.values(traces).filter((trace) => kind in trace).length;
  return [
    '# Which test shows which requirement',
    '',
    `Made by \`npm run asvs\` from asvs-5.0.json and asvs-mapping.json: change those, not this page. Requirements: ${name},`,
    `levels 1 and 2, [source](${source}), ${licence}; left as they are.`,
    '',
    `Of ${requirements.length}: ${count('shown')} shown by tests, ${count('doesNotApply')} do not apply, ${count('open')} open.`,
    '“Open” is not “untrue”: it says that no test shows it yet, or that it is not built.',
    ...chapters.flatMap((chapter) => [
      '',
      `## ${chapter}`,
      '',
      '| | level | requirement | shown by |',
      '|---|---|---|---|',
      ...requirements
        .filter((one) => one.chapter === chapter)
        .map(({ id, level, text }) => `| ${id} | ${level} | ${cell(text)} | ${told(traces[id])} |`),
    ]),
    '',
  ].join('\n');
}

function told(trace: Trace | undefined): string {
  if (trace === undefined) return '';
  if ('open' in trace) return `**Open.** ${cell(trace.open)}`;
  if ('doesNotApply' in trace) return `Does not apply: ${cell(trace.doesNotApply)}`;
  const tests = trace.shown.map((test) => {
    const [file = '', ...words] = test.split(': ');
    return `\`${file}\`: ${cell(words.join(': '))}`;
  });
  return [...tests, ...(trace.note === undefined ? [] : [cell(trace.note)])].join('<br>');
}

const cell = (text: string) => text.replaceAll('|', '\\|').replace(/\s+/g, ' ').trim();
