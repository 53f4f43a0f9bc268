/** An answer in every form in which somebody could read it: as sent, percent-decoded, and each text in it that is base64. */
export function readings(text: string): string {
  const decoded = [...text.matchAll(/[\w+/-]{12,}={0,2}/g)].map(([part]) =>
    Buffer.from(part.replaceAll('-', '+').replaceAll('_', '/'), 'base64').toString('utf8'),
  );
  const percent = text.replace(/(?:%[0-9a-f]{2})+/gi, (part) =>
    Buffer.from(part.replaceAll('%', ''), 'hex').toString('utf8'),
  );
  return [text, percent, ...decoded].join('\n').toLowerCase();
}

/** Words that stand in an answer although they were not in what was asked. */
export function leaksIn(answer: string, asked: string, words: Iterable<string>): string[] {
  const said = readings(answer);
  const known = readings(asked);
  return [...words].filter(
    (word) => said.includes(word.toLowerCase()) && !known.includes(word.toLowerCase()),
  );
}
