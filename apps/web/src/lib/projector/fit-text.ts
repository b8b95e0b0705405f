/** Marks after which a reader of Chinese breathes; a line may end there. */
const PAUSE = '，。！？；：、…—·';
/** They close what stands before them, so they stay on its line. */
const CLOSING = '”’」』）》〉】';
const HAN = /[\u2e80-\u9fff\uac00-\ud7af\uf900-\ufaff\uff00-\uffef]/;

/** Whether a text is set by the rules of Chinese: it is as soon as a tenth of it is. */
export const isHan = (text: string): boolean => {
  const characters = Array.from(text);
  return characters.filter((one) => HAN.test(one)).length * 10 >= Math.max(1, characters.length);
};

/**
 * The lines that a text asks for, each in the pieces that may move to the next line only whole: clauses with the mark
 * that ends them in Chinese, the line itself in other scripts, whose words may part anywhere.
 */
export const clauses = (text: string): string[][] =>
  text
    .split(/\n+/)
    .map((line) => line.trim())
    .filter((line) => line !== '')
    .map((line) => (isHan(line) ? hanClauses(line) : [line]));

const hanClauses = (line: string): string[] => {
  const found: string[] = [];
  let clause = '';
  const characters = Array.from(line);
  characters.forEach((character, index) => {
    clause += character;
    const next = characters[index + 1];
    const ends =
      PAUSE.includes(character) || (CLOSING.includes(character) && PAUSE.includes(characters[index - 1] ?? ''));
    if (!ends || character === '·' || next === undefined) return;
    if (PAUSE.includes(next) || CLOSING.includes(next)) return;
    found.push(clause);
    clause = '';
  });
  if (clause !== '') found.push(clause);
  return found;
};

/** About how wide a character of a bold system face is, in em; rather too much than too little. */
const widthOfCharacter = (character: string): number => {
  if (character.charCodeAt(0) >= 0x2e80 || '—…“”'.includes(character)) return 1;
  if (/[mwMW@%]/.test(character)) return 0.96;
  if (/[A-Z0-9]/.test(character)) return 0.73;
  if (/[ilj.,:;'’!|()·-]/.test(character)) return 0.4;
  return character === ' ' ? 0.34 : 0.65;
};
/** About how wide a text is when set on one line, in em. */
export const widthOf = (text: string): number =>
  Array.from(text).reduce((sum, character) => sum + widthOfCharacter(character), 0);

/** How many lines of `width` em a piece takes that may break between words, and in words too long for a line. */
const linesOf = (piece: string, width: number): number => {
  let lines = 1;
  let filled = 0;
  for (const word of piece.match(/[\u2e80-\uffef]|[^\s\u2e80-\uffef]+\s*|\s+/g) ?? []) {
    const whole = widthOf(word.trimEnd());
    if (filled > 0 && filled + whole > width) {
      lines += 1;
      filled = 0;
    }
    if (whole > width) {
      lines += Math.ceil(whole / width) - 1;
      filled = whole % width;
    } else filled += widthOf(word);
  }
  return lines;
};

/** How many lines of `width` em a text takes; a clause that does not fit beside the one before starts a line. */
export const countLines = (text: string, width: number): number => {
  let lines = 0;
  for (const pieces of clauses(text)) {
    lines += 1;
    let filled = 0;
    for (const piece of pieces) {
      const whole = widthOf(piece);
      if (filled > 0 && filled + whole > width) {
        lines += 1;
        filled = 0;
      }
      if (whole > width) {
        lines += linesOf(piece, width) - 1;
        filled = width;
      } else filled += whole;
    }
  }
  return lines;
};

export interface TextBox {
  /** In the unit of the sizes. */
  readonly width: number;
  readonly height: number;
  /** Font sizes to choose from, the largest first. */
  readonly sizes: readonly number[];
  /** Line height; 1.38 for Chinese and 1.25 for other scripts unless told. */
  readonly leading?: number;
}

/** Whether a clause is too long for a line of `width` em. */
const breaksClause = (text: string, width: number): boolean =>
  clauses(text).some((pieces) => pieces.some((piece) => widthOf(piece) > width));

/** Lines that keep their clauses whole are worth this much of the size; past it a broken one is read more easily. */
const WHOLE_CLAUSES = 0.6;
/** What has to break inside a clause steps down as far, so that its lines hold more than a few characters. */
const BROKEN = 0.7;

/**
 * The largest size at which the whole text stands in the box; the smallest when it stands in it at none. Chinese is set
 * smaller where that keeps its clauses whole.
 */
export const fitText = (text: string, { width, height, sizes, leading }: TextBox): number => {
  const han = isHan(text);
  const line = leading ?? (han ? 1.38 : 1.25);
  const fitting = sizes.filter((size) => countLines(text, width / size) * line * size <= height);
  const largest = fitting[0];
  if (largest === undefined) return sizes[sizes.length - 1] ?? 0;
  if (!han || !breaksClause(text, width / largest)) return largest;
  const whole = fitting.find((size) => !breaksClause(text, width / size));
  if (whole !== undefined && whole >= largest * WHOLE_CLAUSES) return whole;
  return fitting.find((size) => size <= (sizes[0] ?? 0) * BROKEN) ?? largest;
};
