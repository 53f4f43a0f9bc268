// Reads our message files for Paraglide: flat JSON, one sentence a key, `{name}` where a value goes. A plugin of our own,
// because the published one is loaded from a host on the internet when the site is built. It may import nothing: the
// compiler evaluates its text.

const KEY = 'linli.messageFiles';

/** "共 {count} 户" → text, variable, text. */
function patternOf(sentence) {
  const parts = sentence.split(/\{(\w+)\}/);
  return parts.flatMap((part, index) => {
    if (index % 2 === 1) return [{ type: 'expression', arg: { type: 'variable-reference', name: part } }];
    return part === '' ? [] : [{ type: 'text', value: part }];
  });
}

const variablesOf = (sentence) => [...sentence.matchAll(/\{(\w+)\}/g)].map(([, name]) => name);

/** One entry a key: the same key in two files is a mistake that would silently drop one of the sentences. */
function sentencesOf(files) {
  const seen = new Map();
  for (const { locale, content } of files) {
    for (const [id, sentence] of Object.entries(JSON.parse(new TextDecoder().decode(content)))) {
      const key = `${locale}:${id}`;
      if (seen.has(key)) throw new Error(`The message ${id} (${locale}) is written in two files`);
      seen.set(key, { id, locale, sentence });
    }
  }
  return [...seen.values()];
}

export default {
  key: KEY,
  toBeImportedFiles: ({ settings }) =>
    settings.locales.flatMap((locale) =>
      settings[KEY].pathPattern.map((pattern) => ({ locale, path: pattern.replace('{locale}', locale) })),
    ),
  importFiles: ({ files }) => {
    const sentences = sentencesOf(files);
    const variables = new Map();
    for (const { id, sentence } of sentences) {
      variables.set(id, new Set([...(variables.get(id) ?? []), ...variablesOf(sentence)]));
    }
    return {
      bundles: [...variables].map(([id, names]) => ({
        id,
        declarations: [...names].map((name) => ({ type: 'input-variable', name })),
      })),
      messages: sentences.map(({ id, locale }) => ({ bundleId: id, locale, selectors: [] })),
      variants: sentences.map(({ id, locale, sentence }) => ({
        messageBundleId: id,
        messageLocale: locale,
        matches: [],
        pattern: patternOf(sentence),
      })),
    };
  },
};
