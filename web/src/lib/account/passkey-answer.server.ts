/** What the device answered, as the page's script put it into the form; nothing where no script ran. */
export function answerIn(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
