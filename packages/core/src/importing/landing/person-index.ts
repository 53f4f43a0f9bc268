import { Person } from '../../courtyard/index.ts';

type Wanted = Pick<Person, 'name' | 'phone' | 'idNumber' | 'bornIn' | 'courtyardId' | 'householdId'>;

/** Who a row speaks of: someone known, nobody known yet, or one of several and only a person can say which. */
export type Match = { person: Person } | { nobody: true } | { unsure: number };

/**
 * Finds the one person a row speaks of: by ID number, else by phone, else by name and courtyard. Two ID numbers are two
 * people, whatever they share. Two different phones are two people even when the name is the same; a missing phone leaves name, courtyard, household and month of birth to decide.
 */
export class PersonIndex {
  readonly #byId = new Map<string, Person>();
  readonly #byIdNumber = new Map<string, string>();
  readonly #byPhone = new Map<string, string>();
  readonly #byNameAndCourtyard = new Map<string, Set<string>>();

  /** Takes a record as stored or as drafted; only what makes a person is kept. */
  remember(record: unknown): void {
    const person = Person.parse(record);
    this.#byId.set(person.id, person);
    // The same number sealed is the same text.
    if (person.idNumber !== undefined) this.#byIdNumber.set(person.idNumber, person.id);
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
    const byIdNumber = this.#personOf(this.#byIdNumber, wanted.idNumber);
    if (byIdNumber !== undefined) return { person: byIdNumber };
    const byPhone = this.#personOf(this.#byPhone, wanted.phone);
    if (byPhone !== undefined && agree(byPhone.idNumber, wanted.idNumber)) return { person: byPhone };
    const namesakes = [...(this.#byNameAndCourtyard.get(nameKey(wanted)) ?? [])].map(
      (id) => this.#byId.get(id) as Person,
    );
    return choose(namesakes.filter((person) => couldBe(person, wanted)));
  }

  #personOf(index: ReadonlyMap<string, string>, number: string | undefined): Person | undefined {
    return number === undefined ? undefined : this.#byId.get(index.get(number) ?? '');
  }
}

const nameKey = ({ name, courtyardId }: Pick<Person, 'name' | 'courtyardId'>) =>
  `${courtyardId ?? ''} ${name}`;

const couldBe = (person: Person, wanted: Wanted): boolean =>
  agree(person.idNumber, wanted.idNumber) &&
  agree(person.phone, wanted.phone) &&
  agree(person.householdId, wanted.householdId) &&
  agree(person.bornIn, wanted.bornIn);

const agree = (a: string | undefined, b: string | undefined) => a === undefined || b === undefined || a === b;

function choose(candidates: Person[]): Match {
  const [first] = candidates;
  if (first === undefined) return { nobody: true };
  return candidates.length === 1 ? { person: first } : { unsure: candidates.length };
}
