import { hashOfSeal, type Seal, sealAfter } from '../../../packages/core/src/audit/seal.ts';
import { entryOf, hashOfItem, hashOfSaid, lineOf } from '../../../packages/core/src/audit/sealed.ts';
import { type Copy, copyKey } from '../../support/trail.ts';

type Item = Record<string, unknown>;

/** Chance from a seed, so that a tampering can be done again. */
export type Dice = { below(limit: number): number };

/** Does something to a copy that nobody should do unseen, and says what; undefined when there was nothing to do it to. */
export type Tampering = { name: string; act(copy: Copy, owner: string, dice: Dice): string | undefined };

const RECORDS = /#(auditRecord|serviceRecord|catalogueItem|volunteer|pointsRule)(#|$)/;

const isRecord = (item: Item) => RECORDS.test(String(item['pk']));
const isSeal = (item: Item) => String(item['pk']).endsWith('#auditSeal');
const isHead = (item: Item) => String(item['pk']).endsWith('#auditHead');
const isAnchor = (item: Item) => String(item['pk']).includes('#auditAnchor#');

/** The owner's own items, and the anchors that the control plane keeps for it. */
function ownedBy(copy: Copy, owner: string, is: (item: Item) => boolean): Item[] {
  const prefix = owner === '*' ? 'D#' : `T#${owner}#`;
  return [...copy.values()]
    .filter((item) => is(item))
    .filter((item) =>
      isAnchor(item) ? String(item['pk']).endsWith(`#${owner}`) : String(item['pk']).startsWith(prefix),
    )
    .sort((a, b) => (copyKey(a) < copyKey(b) ? -1 : 1));
}

const pick = <T>(some: readonly T[], dice: Dice): T | undefined => some[dice.below(some.length)];

/** The same with one bit of one value turned over, somewhere inside it. */
function flipped(value: unknown, dice: Dice): unknown {
  if (typeof value === 'number') return value ^ (1 << dice.below(8));
  if (typeof value === 'boolean') return !value;
  if (typeof value === 'string') {
    if (value === '') return '\u0001';
    const at = dice.below(value.length);
    const letter = String.fromCharCode(value.charCodeAt(at) ^ (1 << dice.below(6)));
    return value.slice(0, at) + letter + value.slice(at + 1);
  }
  if (typeof value !== 'object' || value === null) return 1;
  const inner = Object.keys(value);
  const name = pick(inner, dice);
  if (name === undefined) return { ...value, x: 1 };
  const changed = flipped((value as Item)[name], dice);
  if (Array.isArray(value)) return value.map((one, i) => (String(i) === name ? changed : one));
  return { ...value, [name]: changed };
}

const put = (copy: Copy, item: Item) => void copy.set(copyKey(item), item);

/** Turns one bit over in one field of a record that `may` be changed; undefined when the dice name none. */
function changeRecord(copy: Copy, owner: string, dice: Dice, may: (item: Item) => boolean = () => true) {
  const item = pick(ownedBy(copy, owner, isRecord), dice);
  if (item === undefined || !may(item)) return undefined;
  const name = field(item, dice);
  const changed = { ...item, [name]: flipped(item[name], dice) };
  put(copy, changed);
  return { item, name, changed };
}

/** Every field of what is sealed, and of the chain itself; keys say where an item lies and are flipped with it. */
function flip(name: string, is: (item: Item) => boolean, skip: readonly string[] = []): Tampering {
  return {
    name,
    act(copy, owner, dice) {
      const item = pick(ownedBy(copy, owner, is), dice);
      const field =
        item &&
        pick(
          Object.keys(item).filter((one) => !['pk', 'sk', ...skip].includes(one)),
          dice,
        );
      if (item === undefined || field === undefined) return undefined;
      put(copy, { ...item, [field]: flipped(item[field], dice) });
      return `${copyKey(item)} ${field}`;
    },
  };
}

function drop(name: string, is: (item: Item) => boolean): Tampering {
  return {
    name,
    act(copy, owner, dice) {
      const item = pick(ownedBy(copy, owner, is), dice);
      if (item === undefined) return undefined;
      copy.delete(copyKey(item));
      return copyKey(item);
    },
  };
}

/** Two change places, their content staying as it was. */
function swap(name: string, is: (item: Item) => boolean): Tampering {
  return {
    name,
    act(copy, owner, dice) {
      const [one, other] = [pick(ownedBy(copy, owner, is), dice), pick(ownedBy(copy, owner, is), dice)];
      if (one === undefined || other === undefined || one['pk'] !== other['pk'] || one === other)
        return undefined;
      put(copy, { ...one, sk: other['sk'] });
      put(copy, { ...other, sk: one['sk'] });
      return `${copyKey(one)} ↔ ${copyKey(other)}`;
    },
  };
}

const asSeal = (item: Item) => item as unknown as Seal;

/** Every seal from one on is made anew, so that each follows the one before; the head goes along. */
function sealAnew(copy: Copy, owner: string, from: number, entriesOf: (seal: Seal) => string): void {
  let last: { seq: number; hash: string; marks: Record<string, string> } | undefined;
  for (const item of ownedBy(copy, owner, isSeal)) {
    const seal = asSeal(item);
    const anew =
      seal.seq < from || last === undefined
        ? { ...seal, entries: seal.seq < from ? seal.entries : entriesOf(seal) }
        : sealAfter(last, { ...seal, entries: entriesOf(seal) });
    const whole = { ...anew, hash: hashOfSeal(anew) };
    put(copy, { ...item, ...whole });
    last = { seq: seal.seq, hash: whole.hash, marks: {} };
  }
  const [head] = ownedBy(copy, owner, isHead);
  if (head !== undefined && last !== undefined) put(copy, { ...head, seq: last.seq, hash: last.hash });
}

const withLine = (lines: string, key: string, change: (line: string) => string | undefined): string =>
  lines
    .split('\n')
    .map((line) => {
      const { collection, sk } = entryOf(line);
      return `${collection}/${sk}` === key ? change(line) : line;
    })
    .filter((line) => line !== undefined)
    .join('\n');

const placeIn = (item: Item) => `${String(item['pk']).split('#').slice(2).join('#')}/${item['sk']}`;

const field = (item: Item, dice: Dice) =>
  pick(
    Object.keys(item).filter((one) => !['pk', 'sk', 'said', 'saidHash'].includes(one)),
    dice,
  ) ?? 'id';

export const TAMPERINGS: readonly Tampering[] = [
  flip('a bit of a record', isRecord),
  flip('a bit of an audit record', (item) => isRecord(item) && item['saidHash'] !== undefined),
  // What ElectroDB and the key say of a seal a second time is not the seal's.
  flip('a bit of a seal', isSeal, ['place', 'tenantId', 'districtId', '__edb_e__', '__edb_v__']),
  flip('a bit of an anchor', isAnchor, ['tenantId', 'districtId', '__edb_e__', '__edb_v__']),
  flip('a bit of the head', isHead, ['name', 'marks', 'tenantId', 'districtId', '__edb_e__', '__edb_v__']),
  drop('a record dropped', isRecord),
  drop('a seal dropped', isSeal),
  drop('an anchor dropped', isAnchor),
  drop('the head dropped', isHead),
  swap('two records exchanged', isRecord),
  swap('two seals exchanged', isSeal),
  {
    name: 'a field taken out of a record',
    act(copy, owner, dice) {
      const item = pick(ownedBy(copy, owner, isRecord), dice);
      if (item === undefined) return undefined;
      const gone = field(item, dice);
      put(copy, Object.fromEntries(Object.entries(item).filter(([name]) => name !== gone)));
      return `${copyKey(item)} ${gone}`;
    },
  },
  {
    name: 'the words of an audit record taken out',
    act(copy, owner, dice) {
      const item = pick(
        ownedBy(copy, owner, (one) => one['said'] !== undefined),
        dice,
      );
      if (item === undefined) return undefined;
      const { said: _, ...wordless } = item;
      put(copy, wordless);
      return copyKey(item);
    },
  },
  {
    name: 'the words of an audit record written anew, with their hash',
    act(copy, owner, dice) {
      const item = pick(
        ownedBy(copy, owner, (one) => one['said'] !== undefined),
        dice,
      );
      if (item === undefined) return undefined;
      const said = { ...(item['said'] as Item), actorName: '别人' };
      put(copy, { ...item, said, saidHash: hashOfSaid(said) });
      return copyKey(item);
    },
  },
  {
    name: 'two lines of a seal exchanged, and its hash made anew',
    act(copy, owner, dice) {
      const item = pick(ownedBy(copy, owner, isSeal), dice);
      const lines = String(item?.['entries']).split('\n');
      if (item === undefined || lines.length < 2) return undefined;
      const at = dice.below(lines.length - 1);
      const entries = lines
        .with(at, lines[at + 1] ?? '')
        .with(at + 1, lines[at] ?? '')
        .join('\n');
      const seal = { ...asSeal(item), entries };
      put(copy, { ...item, entries, hash: hashOfSeal(seal) });
      return `${copyKey(item)} line ${at}`;
    },
  },
  {
    name: 'the end of the chain cut off',
    act(copy, owner, dice) {
      const seals = ownedBy(copy, owner, isSeal);
      if (seals.length < 2) return undefined;
      const from = 1 + dice.below(seals.length - 1);
      for (const seal of seals.slice(from)) copy.delete(copyKey(seal));
      return `from seal ${from + 1} on`;
    },
  },
  {
    name: 'the end of the chain cut off, and the head set back to it',
    act(copy, owner, dice) {
      const seals = ownedBy(copy, owner, isSeal);
      const [head] = ownedBy(copy, owner, isHead);
      if (seals.length < 2 || head === undefined) return undefined;
      const from = 1 + dice.below(seals.length - 1);
      for (const seal of seals.slice(from)) copy.delete(copyKey(seal));
      put(copy, { ...head, seq: from, hash: seals[from - 1]?.['hash'] });
      return `from seal ${from + 1} on`;
    },
  },
  {
    name: 'a record changed, and every seal from its own on made anew',
    act(copy, owner, dice) {
      const made = changeRecord(copy, owner, dice);
      if (made === undefined) return undefined;
      const { item, name, changed } = made;
      const key = placeIn(item);
      sealAnew(copy, owner, 1, ({ entries }) =>
        withLine(entries, key, (line) => lineOf({ ...entryOf(line), hash: hashOfItem(changed) })),
      );
      return `${copyKey(item)} ${name}`;
    },
  },
  {
    name: 'a record dropped with its lines, and every seal made anew',
    act(copy, owner, dice) {
      const item = pick(ownedBy(copy, owner, isRecord), dice);
      if (item === undefined) return undefined;
      copy.delete(copyKey(item));
      const key = placeIn(item);
      sealAnew(copy, owner, 1, ({ entries }) => withLine(entries, key, () => undefined));
      return copyKey(item);
    },
  },
  {
    name: 'a record changed, and only its own line made anew',
    act(copy, owner, dice) {
      const made = changeRecord(copy, owner, dice);
      if (made === undefined) return undefined;
      const { item, name, changed } = made;
      for (const seal of ownedBy(copy, owner, isSeal)) {
        const entries = withLine(String(seal['entries']), placeIn(item), (line) =>
          lineOf({ ...entryOf(line), hash: hashOfItem(changed) }),
        );
        put(copy, { ...seal, entries });
      }
      return `${copyKey(item)} ${name}`;
    },
  },
  {
    name: 'the seals of one owner put in place of another’s',
    act(copy, owner, dice) {
      const other = [...copy.values()].filter(
        (item) => isSeal(item) && !ownedBy(copy, owner, isSeal).includes(item),
      );
      const own = pick(ownedBy(copy, owner, isSeal), dice);
      const theirs = other.find((seal) => seal['sk'] === own?.['sk']);
      if (own === undefined || theirs === undefined) return undefined;
      put(copy, { ...theirs, pk: own['pk'] });
      return copyKey(own);
    },
  },
  {
    name: 'a record changed in the table, and sealed by the stream as any change',
    act(copy, owner, dice) {
      const made = changeRecord(copy, owner, dice, (item) => item['reversedBy'] === undefined);
      if (made === undefined) return undefined;
      const { item, name, changed } = made;
      sealNext(copy, owner, `~ ${placeIn(item).replace('/', ' ')} ${hashOfItem(changed)}`);
      return `${copyKey(item)} ${name}`;
    },
  },
  {
    name: 'a record taken out of the table, and sealed by the stream as any removal',
    act(copy, owner, dice) {
      const item = pick(ownedBy(copy, owner, isRecord), dice);
      if (item === undefined) return undefined;
      copy.delete(copyKey(item));
      sealNext(copy, owner, `- ${placeIn(item).replace('/', ' ')}`);
      return copyKey(item);
    },
  },
];

/** What the stream would do: one more seal, the head and the day's anchor after it. */
function sealNext(copy: Copy, owner: string, entries: string): void {
  const item = ownedBy(copy, owner, isSeal).at(-1);
  const [head] = ownedBy(copy, owner, isHead);
  const anchor = ownedBy(copy, owner, isAnchor).at(-1);
  if (item === undefined || head === undefined || anchor === undefined) return;
  const last = asSeal(item);
  const seal = sealAfter({ ...last, marks: {} }, { ...last, entries });
  put(copy, { ...item, ...seal, sk: String(seal.seq).padStart(12, '0') });
  put(copy, { ...head, seq: seal.seq, hash: seal.hash });
  put(copy, { ...anchor, seq: seal.seq, hash: seal.hash });
}
