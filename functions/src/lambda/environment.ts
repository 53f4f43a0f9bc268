/** A value the stack bound to this function. Throws at start, by name, because nothing can work without it. */
export function bound(name: string): string {
  const value = process.env[name];
  if (value === undefined || value === '')
    throw new Error(`${name} is not set: infra binds it to this function`);
  return value;
}

/** A value the stack binds only where there is an edge before the gateway. */
export const boundWithAnEdge = (name: string): string | undefined => process.env[name];
