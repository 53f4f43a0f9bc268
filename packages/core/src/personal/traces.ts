/** What stands where the name of an erased person stood. */
export const ANONYMOUS = '（已清除）';

/** Whom to look for: by ids, by numbers, and by name where nobody else of the community has it. */
export type Sought = {
  /** What each id of the person's is replaced by. */
  ids: ReadonlyMap<string, string>;
  name: string;
  /** Phone and ID number, as digits. */
  numbers: readonly string[];
  /** Every other name of the community: one that contains this one is not this person. */
  otherNames: ReadonlySet<string>;
};

type Fields = Readonly<Record<string, unknown>>;

/** Finds a person in whatever is kept, and says the same without them. Nothing is read or written here. */
export class Traces {
  readonly #sought: Sought;
  readonly #names: RegExp;
  readonly #numbers: RegExp | undefined;
  /** Two people have the name: where only the name stands, nobody can tell which is meant. */
  readonly sharesName: boolean;

  constructor(sought: Sought) {
    this.#sought = sought;
    this.sharesName = sought.otherNames.has(sought.name);
    const longer = [...sought.otherNames].filter(
      (name) => name !== sought.name && name.includes(sought.name),
    );
    this.#names = anyOf([...longer.sort((a, b) => b.length - a.length), sought.name]);
    this.#numbers =
      sought.numbers.length === 0
        ? undefined
        : new RegExp(sought.numbers.map((digits) => [...digits].join('[ -]?')).join('|'), 'gi');
  }

  /** The same value without the person; the very same where they do not occur in it. */
  without<T>(value: T): T {
    return this.#without(value, this.#refersTo(value)) as T;
  }

  isIn(value: unknown): boolean {
    return this.without(value) !== value;
  }

  /** Whether the name stands in it, be it theirs or a namesake's: what is thrown away whole is thrown away for that. */
  mayBeIn(value: unknown): boolean {
    return this.#without(value, true) !== value;
  }

  // A record that names the person by id means this one, whoever else has the name.
  #refersTo(value: unknown): boolean {
    if (typeof value === 'string') return this.#sought.ids.has(value);
    if (typeof value !== 'object' || value === null) return false;
    return Object.values(value).some((inner) => this.#refersTo(inner));
  }

  #without(value: unknown, byName: boolean): unknown {
    if (typeof value === 'string') return this.#text(value, byName);
    if (Array.isArray(value))
      return unlessSame(
        value,
        value.map((inner) => this.#without(inner, byName)),
      );
    if (typeof value !== 'object' || value === null) return value;
    const entries = Object.entries(value as Fields);
    const inner = entries.map(([, each]) => this.#without(each, byName));
    return inner.every((each, i) => each === entries[i]?.[1])
      ? value
      : Object.fromEntries(entries.map(([field], i) => [field, inner[i]]));
  }

  #text(text: string, byName: boolean): string {
    const id = this.#sought.ids.get(text);
    if (id !== undefined) return id;
    const unnumbered = this.#numbers === undefined ? text : text.replace(this.#numbers, ANONYMOUS);
    if (!byName && this.sharesName) return unnumbered;
    return unnumbered.replace(this.#names, (found) => (found === this.#sought.name ? ANONYMOUS : found));
  }
}

const unlessSame = (before: readonly unknown[], after: readonly unknown[]) =>
  after.every((each, i) => each === before[i]) ? before : after;

const anyOf = (texts: readonly string[]): RegExp =>
  new RegExp(texts.map((text) => text.replace(/[.*+?^${}()|[\]\\]/g, '\\$&')).join('|'), 'g');
