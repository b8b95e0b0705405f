import { strToU8, zipSync } from 'fflate';

/** The smallest presentation that LibreOffice opens: one master, one layout, one theme, and the slides of the test. */

export interface SlideOfTest {
  text: string;
  /** Paragraphs as written between `<a:p>` and `</a:p>`; no notes part when absent. */
  notes?: string[];
  hidden?: boolean;
}

const NAMESPACES =
  'xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main" ' +
  'xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships" ' +
  'xmlns:p="http://schemas.openxmlformats.org/presentationml/2006/main"';
const OFFICE = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships';
const TYPES = 'application/vnd.openxmlformats-officedocument';
const HEAD = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>';
const GROUP = '<p:nvGrpSpPr><p:cNvPr id="1" name=""/><p:cNvGrpSpPr/><p:nvPr/></p:nvGrpSpPr><p:grpSpPr/>';
const COLOURS =
  '<p:clrMap bg1="lt1" tx1="dk1" bg2="lt2" tx2="dk2" accent1="accent1" accent2="accent2" accent3="accent3" ' +
  'accent4="accent4" accent5="accent5" accent6="accent6" hlink="hlink" folHlink="folHlink"/>';

function relationships(...entries: [id: string, type: string, target: string][]): string {
  const list = entries.map(
    ([id, type, target]) => `<Relationship Id="${id}" Type="${OFFICE}/${type}" Target="${target}"/>`,
  );
  return `${HEAD}<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">${list.join('')}</Relationships>`;
}

function shape(id: number, placeholder: string, paragraphs: string[]): string {
  const box =
    '<p:spPr><a:xfrm><a:off x="600000" y="1500000"/><a:ext cx="8000000" cy="2000000"/></a:xfrm><a:prstGeom prst="rect"/></p:spPr>';
  const body = paragraphs.map((paragraph) => `<a:p>${paragraph}</a:p>`).join('');
  return (
    `<p:sp><p:nvSpPr><p:cNvPr id="${id}" name="s${id}"/><p:cNvSpPr/><p:nvPr>${placeholder}</p:nvPr></p:nvSpPr>` +
    `${box}<p:txBody><a:bodyPr/>${body}</p:txBody></p:sp>`
  );
}

export function run(text: string, size = 1800): string {
  return `<a:r><a:rPr lang="zh-CN" sz="${size}"><a:ea typeface="SimSun"/></a:rPr><a:t>${text}</a:t></a:r>`;
}

function theme(): string {
  const names = [
    'dk1',
    'lt1',
    'dk2',
    'lt2',
    'accent1',
    'accent2',
    'accent3',
    'accent4',
    'accent5',
    'accent6',
    'hlink',
    'folHlink',
  ];
  const colours = names.map(
    (name) => `<a:${name}><a:srgbClr val="${name.startsWith('lt') ? 'FFFFFF' : '202020'}"/></a:${name}>`,
  );
  const font = '<a:latin typeface="Liberation Sans"/><a:ea typeface=""/><a:cs typeface=""/>';
  const fill = '<a:solidFill><a:schemeClr val="phClr"/></a:solidFill>';
  const three = (item: string) => item.repeat(3);
  return (
    `${HEAD}<a:theme ${NAMESPACES} name="t"><a:themeElements><a:clrScheme name="c">${colours.join('')}</a:clrScheme>` +
    `<a:fontScheme name="f"><a:majorFont>${font}</a:majorFont><a:minorFont>${font}</a:minorFont></a:fontScheme>` +
    `<a:fmtScheme name="m"><a:fillStyleLst>${three(fill)}</a:fillStyleLst><a:lnStyleLst>${three(`<a:ln>${fill}</a:ln>`)}</a:lnStyleLst>` +
    `<a:effectStyleLst>${three('<a:effectStyle><a:effectLst/></a:effectStyle>')}</a:effectStyleLst>` +
    `<a:bgFillStyleLst>${three(fill)}</a:bgFillStyleLst></a:fmtScheme></a:themeElements></a:theme>`
  );
}

/** Slide files are numbered against the order of the show, so that a reader that trusts file names is found out. */
export function pptxOf(slides: readonly SlideOfTest[], extra: Record<string, string> = {}): Uint8Array {
  const number = (index: number) => slides.length - index;
  const parts: Record<string, string> = {
    '[Content_Types].xml':
      `${HEAD}<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">` +
      '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>' +
      '<Default Extension="xml" ContentType="application/xml"/>' +
      `<Override PartName="/ppt/presentation.xml" ContentType="${TYPES}.presentationml.presentation.main+xml"/>` +
      `<Override PartName="/ppt/slideMasters/slideMaster1.xml" ContentType="${TYPES}.presentationml.slideMaster+xml"/>` +
      `<Override PartName="/ppt/slideLayouts/slideLayout1.xml" ContentType="${TYPES}.presentationml.slideLayout+xml"/>` +
      `<Override PartName="/ppt/theme/theme1.xml" ContentType="${TYPES}.theme+xml"/>` +
      slides
        .map(
          (_, index) =>
            `<Override PartName="/ppt/slides/slide${index + 1}.xml" ContentType="${TYPES}.presentationml.slide+xml"/>` +
            `<Override PartName="/ppt/notesSlides/notesSlide${index + 1}.xml" ContentType="${TYPES}.presentationml.notesSlide+xml"/>`,
        )
        .join('') +
      '</Types>',
    '_rels/.rels': relationships(['rId1', 'officeDocument', 'ppt/presentation.xml']),
    'docProps/core.xml': `${HEAD}<c:coreProperties xmlns:c="x" xmlns:dc="http://purl.org/dc/elements/1.1/"><dc:title>微课 &amp; 讲台</dc:title></c:coreProperties>`,
    'ppt/presentation.xml':
      `${HEAD}<p:presentation ${NAMESPACES}><p:sldMasterIdLst><p:sldMasterId id="2147483648" r:id="rIdM"/></p:sldMasterIdLst>` +
      `<p:sldIdLst>${slides.map((_, index) => `<p:sldId id="${256 + index}" r:id="rIdS${index}"/>`).join('')}</p:sldIdLst>` +
      '<p:sldSz cx="9144000" cy="5143500"/><p:notesSz cx="6858000" cy="9144000"/></p:presentation>',
    'ppt/_rels/presentation.xml.rels': relationships(
      ['rIdM', 'slideMaster', 'slideMasters/slideMaster1.xml'],
      ...slides.map((_, index): [string, string, string] => [
        `rIdS${index}`,
        'slide',
        `slides/slide${number(index)}.xml`,
      ]),
    ),
    'ppt/slideMasters/slideMaster1.xml':
      `${HEAD}<p:sldMaster ${NAMESPACES}><p:cSld><p:spTree>${GROUP}</p:spTree></p:cSld>${COLOURS}` +
      '<p:sldLayoutIdLst><p:sldLayoutId id="2147483649" r:id="rId1"/></p:sldLayoutIdLst></p:sldMaster>',
    'ppt/slideMasters/_rels/slideMaster1.xml.rels': relationships(
      ['rId1', 'slideLayout', '../slideLayouts/slideLayout1.xml'],
      ['rId2', 'theme', '../theme/theme1.xml'],
    ),
    'ppt/slideLayouts/slideLayout1.xml': `${HEAD}<p:sldLayout ${NAMESPACES} type="blank"><p:cSld><p:spTree>${GROUP}</p:spTree></p:cSld></p:sldLayout>`,
    'ppt/slideLayouts/_rels/slideLayout1.xml.rels': relationships([
      'rId1',
      'slideMaster',
      '../slideMasters/slideMaster1.xml',
    ]),
    'ppt/theme/theme1.xml': theme(),
  };
  slides.forEach(({ text, notes, hidden }, index) => {
    const file = `slide${number(index)}.xml`;
    parts[`ppt/slides/${file}`] =
      `${HEAD}<p:sld ${NAMESPACES}${hidden === true ? ' show="0"' : ''}><p:cSld><p:spTree>${GROUP}${shape(2, '', [run(text, 6000)])}</p:spTree></p:cSld></p:sld>`;
    const layout: [string, string, string] = ['rId1', 'slideLayout', '../slideLayouts/slideLayout1.xml'];
    const note = `notesSlide${number(index)}.xml`;
    parts[`ppt/slides/_rels/${file}.rels`] =
      notes === undefined
        ? relationships(layout)
        : relationships(layout, ['rId2', 'notesSlide', `../notesSlides/${note}`]);
    if (notes === undefined) return;
    const shapes =
      shape(2, '<p:ph type="body" idx="1"/>', notes) +
      shape(3, '<p:ph type="sldNum" idx="2"/>', [run(String(index + 1))]);
    parts[`ppt/notesSlides/${note}`] =
      `${HEAD}<p:notes ${NAMESPACES}><p:cSld><p:spTree>${GROUP}${shapes}</p:spTree></p:cSld></p:notes>`;
    parts[`ppt/notesSlides/_rels/${note}.rels`] = relationships(['rId1', 'slide', `../slides/${file}`]);
  });
  return zipSync(Object.fromEntries(Object.entries({ ...parts, ...extra }).map(([name, xml]) => [name, strToU8(xml)])));
}
