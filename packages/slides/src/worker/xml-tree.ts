import { XMLParser } from 'fast-xml-parser';
import { SyntaxValidator } from 'fast-xml-validator';

/** An element with its children in document order; `#text` nodes have `text`. Names keep their prefix: `a:t`. */
export interface XmlNode {
  name: string;
  attributes: Record<string, string>;
  children: XmlNode[];
  text: string;
}

const ATTRIBUTES = ':@';
const TEXT = '#text';

/** Throws on what is not well-formed, and on a document type, which Open Packaging (ECMA-376 part 2, 8.1.4) forbids. */
export function parseXml(bytes: Uint8Array): XmlNode {
  const xml = new TextDecoder().decode(bytes);
  if (/<!DOCTYPE/i.test(xml)) throw new Error('document types are not allowed');
  const parser = new XMLParser({
    preserveOrder: true,
    ignoreAttributes: false,
    attributeNamePrefix: '',
    parseTagValue: false,
    parseAttributeValue: false,
    trimValues: false,
    htmlEntities: true,
  });
  // The parser alone would make something of anything.
  SyntaxValidator.validate(xml);
  const parsed: unknown = parser.parse(xml);
  return { name: '', attributes: {}, children: childrenOf(parsed), text: '' };
}

function childrenOf(list: unknown): XmlNode[] {
  return Array.isArray(list) ? list.map(nodeOf) : [];
}

function nodeOf(raw: unknown): XmlNode {
  const entries = Object.entries(raw ?? {}) as [string, unknown][];
  const [name, content] = entries.find(([key]) => key !== ATTRIBUTES) ?? ['', undefined];
  if (name === TEXT) return { name, attributes: {}, children: [], text: String(content) };
  const attributes = entries.find(([key]) => key === ATTRIBUTES)?.[1] ?? {};
  return { name, attributes: attributes as Record<string, string>, children: childrenOf(content), text: '' };
}

/** The name without its prefix. */
export function localName(node: XmlNode): string {
  return node.name.slice(node.name.indexOf(':') + 1);
}

/** Every descendant with that local name, in document order. */
export function descendants(node: XmlNode, local: string): XmlNode[] {
  return node.children.flatMap((child) => [
    ...(localName(child) === local ? [child] : []),
    ...descendants(child, local),
  ]);
}

export function textOf(node: XmlNode): string {
  return node.text + node.children.map(textOf).join('');
}
