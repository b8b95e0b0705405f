import { readFile } from 'node:fs/promises';
import { posix } from 'node:path';
import { unzipSync } from 'fflate';
import type { Unzipped } from 'fflate';
import { plainText } from '../text/plain-text.ts';
import type { Answers } from './tasks.ts';
import { descendants, localName, parseXml, textOf } from './xml-tree.ts';
import type { XmlNode } from './xml-tree.ts';

const MAX_ENTRIES = 20_000;
/** Of everything in the file, as its directory says: beyond it LibreOffice is not asked either. */
const MAX_INFLATED = 2 * 2 ** 30;
/** Of one part and of all parts that are read here. */
const MAX_PART = 16 * 2 ** 20;
const MAX_PARTS = 128 * 2 ** 20;
const MAX_TITLE = 200;

class TooLarge extends Error {}

/** Reads a PPTX's order of slides, its notes and its title: the text parts only, never the media. */
export async function readPresentation(file: string): Promise<Answers['presentation']> {
  try {
    const parts = unzipParts(await readFile(file));
    const main = target(parts, '', 'officeDocument');
    if (main === undefined || !parts[main] || !/presentationml|ms-powerpoint/.test(contentTypeOf(parts, main)))
      return { ok: false, problem: { code: 'not-a-deck' } };
    const title = titleOf(parts);
    return { ok: true, notes: notesOf(parts, main), ...(title !== '' && { title }) };
  } catch (error) {
    const detail = error instanceof Error ? error.message : String(error);
    if (error instanceof Error && 'syscall' in error) throw error;
    return { ok: false, problem: { code: error instanceof TooLarge ? 'too-large' : 'broken', detail } };
  }
}

/**
 * Inflates the XML parts that are needed. fflate gives each part a buffer of the size that the directory states, and never
 * a larger one, so the sums below bound the memory whatever the compressed data holds.
 */
function unzipParts(zip: Uint8Array): Unzipped {
  let entries = 0;
  let inflated = 0;
  let read = 0;
  return unzipSync(zip, {
    filter: ({ name, originalSize }) => {
      entries += 1;
      inflated += originalSize;
      if (entries > MAX_ENTRIES || inflated > MAX_INFLATED) throw new TooLarge('the archive inflates to too much');
      if (
        !/^(\[Content_Types\]\.xml|docProps\/core\.xml|_rels\/|ppt\/(_rels|slides|notesSlides)\/|ppt\/[^/]*\.xml$)/.test(
          name,
        )
      )
        return false;
      if (!/\.(xml|rels)$/.test(name)) return false;
      read += originalSize;
      if (originalSize > MAX_PART || read > MAX_PARTS) throw new TooLarge(`${name} inflates to too much`);
      return true;
    },
  });
}

function part(parts: Unzipped, name: string): XmlNode | undefined {
  const bytes = parts[name];
  return bytes === undefined ? undefined : parseXml(bytes);
}

/** The relationships of a part (`''`: of the package): id → type's last word and the target's name in the package. */
function relations(parts: Unzipped, name: string): Map<string, { type: string; target: string }> {
  const { dir, base } = posix.parse(name);
  const root = part(parts, posix.join(dir, '_rels', `${base}.rels`));
  const found = new Map<string, { type: string; target: string }>();
  for (const { attributes } of root === undefined ? [] : descendants(root, 'Relationship')) {
    if (attributes.TargetMode === 'External') continue;
    const path = posix.resolve(`/${dir}`, attributes.Target ?? '').slice(1);
    found.set(attributes.Id ?? '', { type: posix.basename(attributes.Type ?? ''), target: path });
  }
  return found;
}

function target(parts: Unzipped, name: string, type: string): string | undefined {
  return [...relations(parts, name).values()].find((relation) => relation.type === type)?.target;
}

function contentTypeOf(parts: Unzipped, name: string): string {
  const types = part(parts, '[Content_Types].xml');
  const override = types && descendants(types, 'Override').find(({ attributes }) => attributes.PartName === `/${name}`);
  return override?.attributes.ContentType ?? '';
}

/** One string a slide, in the order of the show; hidden slides are skipped, as LibreOffice's export skips them. */
function notesOf(parts: Unzipped, main: string): string[] {
  const presentation = part(parts, main);
  const slides = relations(parts, main);
  const notes: string[] = [];
  for (const { attributes } of presentation === undefined ? [] : descendants(presentation, 'sldId')) {
    // `id` is the slide's number, `r:id` (whatever its prefix) the relationship: that is why prefixes are kept.
    const id = Object.entries(attributes).find(([key]) => key.endsWith(':id'))?.[1] ?? '';
    const slide = slides.get(id)?.target;
    const root = slide === undefined ? undefined : part(parts, slide);
    if (slide === undefined || root === undefined) continue;
    const show = root.children.find((node) => localName(node) === 'sld')?.attributes.show;
    if (show === '0' || show === 'false') continue;
    notes.push(noteText(parts, target(parts, slide, 'notesSlide')));
  }
  return notes;
}

function noteText(parts: Unzipped, name: string | undefined): string {
  const root = name === undefined ? undefined : part(parts, name);
  if (root === undefined) return '';
  const bodies = descendants(root, 'sp').filter((shape) =>
    descendants(shape, 'ph').some(({ attributes }) => attributes.type === 'body'),
  );
  const paragraphs = bodies.flatMap((shape) => descendants(shape, 'p'));
  return plainText(paragraphs.map(paragraphText).join('\n'));
}

/** Runs (`r`), fields (`fld`) and line breaks (`br`) of a paragraph, in order. */
function paragraphText(node: XmlNode): string {
  const local = localName(node);
  if (local === 't') return textOf(node);
  if (local === 'br') return '\n';
  return node.children.map(paragraphText).join('');
}

function titleOf(parts: Unzipped): string {
  const core = part(parts, 'docProps/core.xml');
  const title = core === undefined ? undefined : descendants(core, 'title')[0];
  return title === undefined ? '' : plainText(textOf(title)).replaceAll('\n', ' ').slice(0, MAX_TITLE);
}
