import { ID_PREFIXES } from '@linli/core/kernel';
import fc from 'fast-check';

const KEPT_OF_A_KIND = 60;
const ID = /^([a-z]{3})_[0-9a-z]+$/;

/**
 * What answers have told so far: ids by noun, by the list that showed them and by the field they stood in, places in
 * lists, keys that were used. What is told later pushes out what was told earlier, so ids of what is gone stay a while.
 */
export class KnownIds {
  readonly #known = new Map<string, string[]>();

  learn(answer: unknown, template: string): void {
    if (Array.isArray(answer)) for (const one of answer) this.learn(one, template);
    else if (typeof answer === 'object' && answer !== null)
      for (const [name, value] of Object.entries(answer)) {
        if (typeof value !== 'string') this.learn(value, template);
        else if (name === 'next') this.#keep('cursors', value);
        else if (ID.test(value)) this.#learnId(value, name, template);
      }
  }

  used(key: string): void {
    this.#keep('keys', key);
  }

  /** What a number drawn in advance stands for at the moment it is sent. */
  at({ kind, of, n }: Later): string {
    switch (kind) {
      case 'anyId': {
        const nouns = [...this.#known.keys()].filter((name) => name.startsWith('noun ')).sort();
        return this.#nth(nouns[n % Math.max(1, nouns.length)] ?? '', n) ?? NO_ID;
      }
      case 'idInField':
        return (
          this.#nth(`field ${of}`, n) ??
          this.#nth(`noun ${prefixFor(of)}`, n) ??
          this.at(new Later('anyId', '', n))
        );
      case 'idInList':
        return this.#nth(`list ${of}`, n) ?? this.at(new Later('anyId', '', n));
      case 'cursor':
        return this.#nth('cursors', n) ?? 'none';
      case 'bentCursor':
        return bent(this.#nth('cursors', n) ?? '', n);
      case 'usedKey':
        return this.#nth('keys', n) ?? 'a key used by everybody';
    }
  }

  #learnId(id: string, field: string, template: string): void {
    this.#keep(`noun ${id.slice(0, 3)}`, id);
    this.#keep(`field ${field}`, id);
    if (field === 'id') this.#keep(`list ${template}`, id);
  }

  #nth(name: string, n: number): string | undefined {
    const known = this.#known.get(name) ?? [];
    return known[n % Math.max(1, known.length)];
  }

  #keep(name: string, value: string): void {
    const known = this.#known.get(name) ?? [];
    if (known.includes(value)) return;
    known.push(value);
    if (known.length > KEPT_OF_A_KIND) known.shift();
    this.#known.set(name, known);
  }
}

const NO_ID = 'imp_none';

/** `volunteerId` holds what begins with `vol`. */
const prefixFor = (field: string): string | undefined =>
  (ID_PREFIXES as Readonly<Record<string, string>>)[field.replace(/Ids?$/, '')];

const ODD_PARTS = ['', 'x'.repeat(3000), '\u0000', '\ud800', '#', '9', 7, null, [], {}, '\uffff'];

/** A real cursor in which one part says something else; its mark may well be right still. */
function bent(cursor: string, n: number): string {
  try {
    const parts = JSON.parse(Buffer.from(cursor, 'base64url').toString()) as unknown[];
    parts[n % parts.length] = ODD_PARTS[n % ODD_PARTS.length];
    return Buffer.from(JSON.stringify(parts)).toString('base64url');
  } catch {
    return cursor.slice(0, n % 100);
  }
}

type Kind = 'anyId' | 'idInField' | 'idInList' | 'cursor' | 'bentCursor' | 'usedKey';

/** Drawn in place of what is only known when it is sent. */
export class Later {
  readonly kind: Kind;
  readonly of: string;
  readonly n: number;

  constructor(kind: Kind, of: string, n: number) {
    this.kind = kind;
    this.of = of;
    this.n = n;
  }
}

const later = (kind: Kind, of = '') => fc.nat({ max: 10_000 }).map((n) => new Later(kind, of, n));

/** Mostly an id that stood in a field of this name, else one of any noun and any community. */
export const idFor = (field: string) =>
  fc.oneof({ weight: 4, arbitrary: later('idInField', field) }, { weight: 1, arbitrary: later('anyId') });

/** Mostly one that this list showed, else one of any noun and any community. */
export const idInList = (template: string) =>
  fc.oneof({ weight: 4, arbitrary: later('idInList', template) }, { weight: 1, arbitrary: later('anyId') });

export const someCursor = fc.oneof(later('cursor'), later('bentCursor'));
export const usedKey = later('usedKey');

/** The drawn value with everything put in that is known by now. */
export function settled(value: unknown, known: KnownIds): unknown {
  if (value instanceof Later) return known.at(value);
  if (Array.isArray(value)) return value.map((one) => settled(one, known));
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([name, one]) => [name, settled(one, known)]));
}
