const ENTITIES: Record<string, string> = { amp: '&', lt: '<', gt: '>', quot: '"', apos: "'" };

/** The text that is meant, or undefined when it names an entity that XML itself does not have. */
export function unescapedXml(text: string): string | undefined {
  if (!text.includes('&')) return text.includes('\r') ? text.replace(/\r\n?/g, '\n') : text;
  let known = true;
  const read = text
    .replace(/\r\n?/g, '\n')
    .replace(
      /&(?:#(\d{1,7})|#x([0-9A-Fa-f]{1,6})|(\w+))?;?/g,
      (whole, decimal?: string, hex?: string, name?: string) => {
        const character = name === undefined ? characterOf(decimal, hex) : ENTITIES[name];
        if (character === undefined || !whole.endsWith(';')) known = false;
        return character ?? '';
      },
    );
  return known ? read : undefined;
}

function characterOf(decimal: string | undefined, hex: string | undefined): string | undefined {
  if (decimal === undefined && hex === undefined) return undefined;
  const point = decimal === undefined ? Number.parseInt(hex ?? '', 16) : Number(decimal);
  return point > 0 && point <= 0x10ffff && (point < 0xd800 || point > 0xdfff)
    ? String.fromCodePoint(point)
    : undefined;
}

const ATTRIBUTE = /([^\s=]+)\s*=\s*(?:"([^"]*)"|'([^']*)')/g;

/** All attributes of a tag, by local name. */
export function attributesOf(written: string): Record<string, string> {
  const attributes: Record<string, string> = {};
  for (const [, name = '', double, single] of written.matchAll(ATTRIBUTE)) {
    attributes[name.slice(name.indexOf(':') + 1)] = unescapedXml(double ?? single ?? '') ?? '';
  }
  return attributes;
}
