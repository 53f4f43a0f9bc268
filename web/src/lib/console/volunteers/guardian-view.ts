import { m } from '#lib/paraglide/messages.js';

const RELATIONS = {
  father: m.guardian_father,
  mother: m.guardian_mother,
  grandparent: m.guardian_grandparent,
  other: m.guardian_other,
};
const WAYS = { inPerson: m.guardian_in_person, written: m.guardian_written, phone: m.guardian_phone };

type Consent = {
  guardianName: string;
  relation: keyof typeof RELATIONS;
  way: keyof typeof WAYS;
  givenOn: string;
  recorded?: { by: string } | undefined;
};
type Options = { value: string; label: string }[];

/** `said` is absent as long as no guardian has said anything. */
export type GuardianView = { said: string | undefined; relations: Options; ways: Options };

const options = (words: Record<string, () => string>): Options =>
  Object.entries(words).map(([value, label]) => ({ value, label: label() }));

/** Of whom no guardian is asked there is nothing to show. */
export function guardianView(minor: boolean, consent: Consent | undefined): GuardianView | undefined {
  if (!minor && consent === undefined) return undefined;
  return {
    said:
      consent &&
      m.guardian_said({
        name: consent.guardianName,
        relation: RELATIONS[consent.relation](),
        on: consent.givenOn,
        way: WAYS[consent.way](),
        by: consent.recorded?.by ?? '',
      }),
    relations: options(RELATIONS),
    ways: options(WAYS),
  };
}

/** What the form says, as the API takes it; a choice that is none is refused there, by its field. */
export const guardianIn = (typed: Readonly<Record<string, string>>) => ({
  guardianName: typed['guardianName'] ?? '',
  relation: (typed['relation'] ?? '') as Consent['relation'],
  way: (typed['way'] ?? '') as Consent['way'],
  givenOn: typed['givenOn'] ?? '',
});
