/** A value the stack bound to this function. Throws at start, by name, because nothing can work without it. */
export function bound(name: string): string {
  const value = process.env[name];
  if (value === undefined || value === '')
    throw new Error(`${name} is not set: infra binds it to this function`);
  return value;
}
