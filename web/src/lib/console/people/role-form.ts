import type { HeldRole, RoleChoice } from './people-types.ts';

/** The roles a form has ticked, each with the courtyards ticked for it. */
export const rolesIn = (
  form: FormData,
  choices: readonly Pick<RoleChoice, 'value' | 'reach'>[],
): HeldRole[] => form.getAll('role').map((value) => heldRoleIn(String(value), form, choices));

function heldRoleIn(
  role: string,
  form: FormData,
  choices: readonly Pick<RoleChoice, 'value' | 'reach'>[],
): HeldRole {
  const named = choices.find(({ value }) => value === role)?.reach === 'courtyards';
  const courtyardIds = form.getAll(`courtyards of ${role}`).map(String);
  // The API answers a role it does not know by its field.
  return { role, ...(named && courtyardIds.length > 0 ? { courtyardIds } : {}) } as HeldRole;
}
