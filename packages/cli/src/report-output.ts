/** A report as an indented list of its figures: nested ones under their heading, names as in the JSON. */
export function reportInWords(value: Record<string, unknown>, indent = ''): string {
  return Object.entries(value)
    .map(([name, inner]) =>
      typeof inner === 'object' && inner !== null
        ? `${indent}${name}\n${reportInWords(inner as Record<string, unknown>, `${indent}  `)}`
        : `${indent}${name}: ${String(inner)}`,
    )
    .join('\n');
}
