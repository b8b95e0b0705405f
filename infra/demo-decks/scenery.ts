/** Chance that is the same at each run, so that a deck made again is the same deck (mulberry32, public domain). */
export function chance(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4294967296;
  };
}

const round = (value: number): number => Math.round(value * 10) / 10;

/** A conifer standing at (x, y), as path data. */
function conifer(x: number, y: number, height: number): string {
  const tiers = 4;
  let path = `M${round(x - height * 0.025)} ${round(y)}v${round(-height * 0.3)}h${round(height * 0.05)}v${round(height * 0.3)}z`;
  for (let tier = 0; tier < tiers; tier++) {
    const bottom = y - height * (0.12 + tier * 0.2);
    const top = Math.max(bottom - height * 0.4, y - height);
    const half = height * (0.24 - tier * 0.045);
    path += `M${round(x)} ${round(top)}Q${round(x + half * 0.35)} ${round(bottom - height * 0.1)} ${round(x + half)} ${round(bottom)}`;
    path += `Q${round(x)} ${round(bottom - height * 0.045)} ${round(x - half)} ${round(bottom)}`;
    path += `Q${round(x - half * 0.35)} ${round(bottom - height * 0.1)} ${round(x)} ${round(top)}z`;
  }
  return path;
}

export function pine(x: number, y: number, height: number, fill: string): string {
  return `<path d="${conifer(x, y, height)}" fill="${fill}"/>`;
}

export interface Slope {
  readonly y: number;
  /** How far the line goes up and down. */
  readonly swing: number;
  readonly fill: string;
  readonly seed: number;
}

function slopeHeight({ y, swing, seed }: Slope, x: number): number {
  const a = Math.sin(x / 210 + seed * 1.7) * 0.6;
  const b = Math.sin(x / 97 + seed * 3.1) * 0.28;
  const c = Math.sin(x / 480 + seed * 0.9) * 0.9;
  return y + (a + b + c) * swing * 0.5;
}

/** Land from edge to edge down to the bottom of the page. */
export function slope(land: Slope): string {
  let path = 'M0 720';
  for (let x = 0; x <= 1280; x += 20) path += `L${x} ${round(slopeHeight(land, x))}`;
  return `<path d="${path}L1280 720z" fill="${land.fill}"/>`;
}

/** A slope and the trees on it. */
export function forest(land: Slope & { readonly trees: number; readonly height: number }): string {
  const next = chance(land.seed * 1009);
  let path = '';
  for (let tree = 0; tree < land.trees; tree++) {
    const x = ((tree + next() * 0.9) / land.trees) * 1300 - 10;
    path += conifer(x, slopeHeight(land, x) + land.height * 0.14, land.height * (0.65 + next() * 0.5));
  }
  return slope(land) + `<path d="${path}" fill="${land.fill}"/>`;
}

/** Water or sand: a smooth line of waves, filled down to the bottom. */
export function swell(options: {
  readonly y: number;
  readonly height: number;
  readonly length: number;
  readonly shift: number;
  readonly fill: string;
}): string {
  const { y, height, length, shift, fill } = options;
  let path = `M${-shift} ${y}`;
  for (let x = -shift; x < 1280; x += length) {
    path += `q${round(length / 4)} ${-height} ${round(length / 2)} 0t${round(length / 2)} 0`;
  }
  return `<path d="${path}V720H${-shift}z" fill="${fill}"/>`;
}

export function circle(x: number, y: number, radius: number, style: string): string {
  return `<circle cx="${x}" cy="${y}" r="${radius}" ${style}/>`;
}

export function line(x1: number, y1: number, x2: number, y2: number, style: string): string {
  return `<line x1="${round(x1)}" y1="${round(y1)}" x2="${round(x2)}" y2="${round(y2)}" ${style}/>`;
}

export function rect(x: number, y: number, width: number, height: number, style: string): string {
  return `<rect x="${round(x)}" y="${round(y)}" width="${round(width)}" height="${round(height)}" ${style}/>`;
}

/** Text inside a drawing; `style` holds attributes. */
export function label(x: number, y: number, text: string, style: string): string {
  return `<text x="${round(x)}" y="${round(y)}" ${style}>${text}</text>`;
}
