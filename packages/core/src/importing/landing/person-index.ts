import { Person } from '../../courtyard/index.ts';

type Wanted = Pick<Person, 'name' | 'phone' | 'bornIn' | 'courtyardId' | 'householdId'>;

/** Who a row speaks of: someone known, nobody known yet, or one of several and only a person can say which. */
export type Match = { person: Person } | { nobody: true } | { unsure: number };

/**
 * Finds the one person a row speaks of: by phone, else by name and courtyard. Two different phones are two people even
 * when the name is the same; a missing phone leaves name, courtyard, household and month of birth to decide.
 */
export class PersonIndex {
  readonly #byId = new Map<string, Person>();
  readonly #byPhone = new Map<string, string>();
  readonly #byNameAndCourtyard = new Map<string, Set<string>>();

  /** Takes a record as stored or as drafted; only what makes a person is kept. */
  remember(record: unknown): void {
    const person = Person.parse(record);
    this.#byId.set(person.id, person);
    if (person.phone !== undefined) this.#byPhone.set(person.phone, person.id);
    const key = nameKey(person);
    const same = this.#byNameAndCourtyard.get(key);
    if (same === undefined) this.#byNameAndCourtyard.set(key, new Set([person.id]));
    else same.add(person.id);
  }

  byId(id: string): Match {
    const person = this.#byId.get(id);
    return person === undefined ? { nobody: true } : { person };
  }

  find(wanted: Wanted): Match {
    const byPhone = wanted.phone === undefined ? undefined : this.#byPhone.get(wanted.phone);
    if (byPhone !== undefined) return { person: this.#byId.get(byPhone) as Person };
    const namesakes = [...(this.#byNameAndCourtyard.get(nameKey(wanted)) ?? [])].map(
      (id) => this.#byId.get(id) as Person,
    );
    return choose(namesakes.filter((person) => couldBe(person, wanted)));
  }
}

const nameKey = ({ name, courtyardId }: Pick<Person, 'name' | 'courtyardId'>) =>
  `${courtyardId ?? ''} ${name}`;

const couldBe = (person: Person, wanted: Wanted): boolean =>
  agree(person.phone, wanted.phone) &&
  agree(person.householdId, wanted.householdId) &&
  agree(person.bornIn, wanted.bornIn);

const agree = (a: string | undefined, b: string | undefined) => a === undefined || b === undefined || a === b;

function choose(candidates: Person[]): Match {
  const [first] = candidates;
  if (first === undefined) return { nobody: true };
  return candidates.length === 1 ? { person: first } : { unsure: candidates.length };
}
