import { RefusedFileError } from '../refusals.ts';
import type { XmlHandlers } from './xml-events.ts';
import { unescapedXml } from './xml-text.ts';

const MAX_DEPTH = 64;
/** A whole start tag: its name, its attributes as written, and the slash of one that closes itself. */
const OPEN_TAG = /<([^\s<>"'=&/!?]+)((?:\s+[^\s=<>"'/]+\s*=\s*(?:"[^"<]*"|'[^'<]*'))*)\s*(\/?)>/y;
const LESS_THAN = 60;

/**
 * Cuts the XML of a spreadsheet into tags and texts as it streams by. A general parser spends most of an import in
 * checks a spreadsheet needs none of; this one checks what keeps a damaged or hostile part from being misread: tags
 * that nest and close, attributes that are quoted, known entities, no document type. Tags are cheap: their attributes
 * are handed over as written and looked up only where someone asks.
 */
export class XmlTokens {
  readonly #part: string;
  readonly #handlers: XmlHandlers;
  readonly #open: string[] = [];
  #rest = '';
  #hadRoot = false;

  constructor(part: string, handlers: XmlHandlers) {
    this.#part = part;
    this.#handlers = handlers;
  }

  /** Characters that wait for the end of their tag or text. */
  get pending(): number {
    return this.#rest.length;
  }

  write(chunk: string): void {
    const xml = this.#rest === '' ? chunk : this.#rest + chunk;
    let at = 0;
    while (at < xml.length) {
      const next = xml.charCodeAt(at) === LESS_THAN ? this.#markup(xml, at) : this.#text(xml, at);
      if (next < 0) break;
      at = next;
    }
    this.#rest = xml.slice(at);
  }

  end(): void {
    const trailing = this.#rest.trim();
    if (trailing !== '' || this.#open.length > 0 || !this.#hadRoot) this.#refuse();
  }

  /** Each reads one token and gives the place after it, or -1 when it is not all there yet. */
  #text(xml: string, at: number): number {
    const end = xml.indexOf('<', at);
    if (end < 0) return -1;
    const text = xml.slice(at, end);
    if (this.#open.length > 0) this.#handlers.text?.(this.#unescaped(text));
    else if (text.trim() !== '' && text !== '\ufeff') this.#refuse();
    return end;
  }

  #markup(xml: string, at: number): number {
    const sign = xml[at + 1];
    if (sign === undefined) return -1;
    if (sign === '!') return this.#declaration(xml, at);
    if (sign === '?') return after(xml, '?>', at);
    if (sign === '/') return this.#closeTag(xml, at);
    OPEN_TAG.lastIndex = at;
    const tag = OPEN_TAG.exec(xml);
    if (tag !== null) return this.#openTag(tag[1] ?? '', tag[2] ?? '', tag[3] === '/');
    return endsSomewhere(xml, at) ? this.#refuse() : -1;
  }

  #declaration(xml: string, at: number): number {
    if (xml.startsWith('<!--', at)) return after(xml, '-->', at + 4);
    if (xml.startsWith('<![CDATA[', at)) {
      const end = xml.indexOf(']]>', at);
      if (end < 0) return -1;
      this.#handlers.text?.(xml.slice(at + 9, end));
      return end + 3;
    }
    if (xml.length - at < 9) return -1;
    throw new RefusedFileError('declaresEntities', { part: this.#part });
  }

  #openTag(name: string, attributes: string, closesItself: boolean): number {
    if (this.#open.length === 0 && this.#hadRoot) this.#refuse();
    this.#hadRoot = true;
    const local = localName(name);
    this.#handlers.open?.(local, attributes);
    if (closesItself) this.#handlers.close?.(local);
    else if (this.#open.push(name) > MAX_DEPTH) this.#refuse();
    return OPEN_TAG.lastIndex;
  }

  #closeTag(xml: string, at: number): number {
    const end = xml.indexOf('>', at);
    if (end < 0) return -1;
    const name = this.#open.pop();
    if (name === undefined || !xml.startsWith(name, at + 2)) this.#refuse();
    if (end !== at + 2 + name.length && xml.slice(at + 2 + name.length, end).trim() !== '') this.#refuse();
    this.#handlers.close?.(localName(name));
    return end + 1;
  }

  #unescaped(text: string): string {
    return unescapedXml(text) ?? this.#refuse();
  }

  #refuse(): never {
    throw new RefusedFileError('brokenXml', { part: this.#part });
  }
}

/** Whether a tag that does not match is wrong rather than cut off: a `>` outside quotes, or the start of another tag. */
function endsSomewhere(xml: string, at: number): boolean {
  const bare = xml
    .slice(at + 1)
    .replace(/"[^"]*"|'[^']*'/g, '')
    .replace(/["'].*$/s, '');
  return /[<>]/.test(bare);
}

function after(xml: string, end: string, from: number): number {
  const at = xml.indexOf(end, from);
  return at < 0 ? -1 : at + end.length;
}

const localName = (name: string): string => {
  const colon = name.indexOf(':');
  return colon < 0 ? name : name.slice(colon + 1);
};
