import { LinliError } from './errors.ts';
import type { Scope } from './scope.ts';

/**
 * Nobody decides in their own matter: what a person earns, spends or is elected to is recorded and confirmed by another.
 * `concerned` are the persons whose matter it is. Whoever has no link to a person of the register is nobody's namesake:
 * the office links the accounts of its staff. Throws `forbidden`.
 */
export function requireOther({ actor }: Pick<Scope, 'actor'>, ...concerned: readonly (string | undefined)[]) {
  if (actor.personId !== undefined && concerned.includes(actor.personId))
    throw new LinliError('forbidden', 'ownMatter');
}
