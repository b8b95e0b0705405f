import { type Deck, drawing, gradient } from './deck.ts';
import { chance, circle, label, line, rect, swell } from './scenery.ts';

const css = `
.page { background: #0d1b2d; color: #eef1ea }
h1 { font-size: 92px; line-height: 1.16; letter-spacing: -.01em }
h2 { font-size: 56px; line-height: 1.2; letter-spacing: -.005em }
p { font-size: 31px; line-height: 1.6; color: #cdd7dc }
.page { font-variant-east-asian: proportional-width }
.gold { color: #f0cf8e }
.small { font-size: 24px; color: #8fa3b0 }
`;

const night = gradient('tidenight', '#08121f', '#12304a', '#1d5066');
const nightSky = rect(0, 0, 1280, 720, 'fill="url(#tidenight)"');

/** Stars, none of them behind the words. */
function stars(seed: number, count: number, isFree: (x: number, y: number) => boolean): string {
  const next = chance(seed);
  return Array.from({ length: count }, () => {
    const [x, y] = [Math.round(next() * 1280), Math.round(next() * 460)];
    const radius = 0.8 + Math.round(next() * 12) / 10;
    return isFree(x, y) ? circle(x, y, radius, 'fill="#dfe8ee"') : '';
  }).join('');
}

const sea = [
  swell({ y: 520, height: 16, length: 240, shift: 60, fill: '#17617a' }),
  swell({ y: 574, height: 20, length: 320, shift: 180, fill: '#124b63' }),
  swell({ y: 636, height: 26, length: 420, shift: 30, fill: '#0c344b' }),
];

const moon = (x: number, y: number, radius: number): string =>
  circle(x, y, radius, 'fill="#f4e6c4"') +
  circle(x - radius * 0.3, y - radius * 0.2, radius * 0.17, 'fill="#e3d1a6"') +
  circle(x + radius * 0.28, y + radius * 0.25, radius * 0.23, 'fill="#e3d1a6"') +
  circle(x + radius * 0.2, y - radius * 0.42, radius * 0.1, 'fill="#e3d1a6"');

/** The Earth with its water drawn out, far more than to scale. */
const earth = (x: number, y: number, radius: number, stretch: number): string =>
  `<ellipse cx="${x}" cy="${y}" rx="${radius * stretch}" ry="${radius * 1.08}" fill="#2a8ba0"/>` +
  circle(x, y, radius, 'fill="#d9cfae"') +
  `<path d="M${x - radius * 0.5} ${y - radius * 0.3}q${radius * 0.3} ${-radius * 0.5} ${radius * 0.7} ${-radius * 0.2}t${radius * 0.1} ${radius * 0.6}q${-radius * 0.5} ${radius * 0.4} ${-radius * 0.8} ${-radius * 0.4}z" fill="#8fa57a"/>`;

const arrow = (x1: number, x2: number, y: number, colour: string, width: number): string => {
  const way = Math.sign(x2 - x1);
  return (
    line(x1, y, x2 - way * 12, y, `stroke="${colour}" stroke-width="${width}"`) +
    `<path d="M${x2} ${y}l${-way * 22} -12v24z" fill="${colour}"/>`
  );
};

/** Height of the water over two days on an ideal coast: the moon's half-daily wave and the sun's, 0.46 as high. */
function twoDays(): string {
  const [left, top, width, height] = [120, 230, 1040, 320];
  const points = Array.from({ length: 241 }, (_, step) => {
    const hours = step / 5;
    const level = Math.cos((2 * Math.PI * (hours - 3)) / 12.42) + 0.46 * Math.cos((2 * Math.PI * (hours - 2)) / 12);
    return { x: left + (width * step) / 240, y: top + height / 2 - (level * height) / 3.1 };
  });
  const path = points.map(({ x, y }, step) => `${step === 0 ? 'M' : 'L'}${x.toFixed(1)} ${y.toFixed(1)}`).join('');
  const highWaters = points.filter(({ y }, step) => y < (points[step - 1]?.y ?? 0) && y <= (points[step + 1]?.y ?? 0));
  const hours = [0, 6, 12, 18, 24, 30, 36, 42, 48].map(
    (hour) =>
      line(
        left + (width * hour) / 48,
        top,
        left + (width * hour) / 48,
        top + height,
        `stroke="#23405a" stroke-width="${hour % 24 === 0 ? 3 : 1}"`,
      ) +
      label(
        left + (width * hour) / 48,
        top + height + 38,
        `${hour} h`,
        'font-size="24" text-anchor="middle" fill="#8fa3b0"',
      ),
  );
  return (
    hours.join('') +
    line(
      left,
      top + height / 2,
      left + width,
      top + height / 2,
      'stroke="#5d7b90" stroke-width="1.5" stroke-dasharray="6 8"',
    ) +
    `<path d="${path}" fill="none" stroke="#58c3cf" stroke-width="6" stroke-linejoin="round"/>` +
    highWaters.map(({ x, y }) => circle(x, y, 10, 'fill="#f0cf8e"')).join('')
  );
}

const ranges: readonly (readonly [string, number])[] = [
  ['Bay of Fundy, Canada', 16],
  ['Severn Estuary, Britain', 14],
  ['Hangzhou Bay, China', 9],
  ['Typical open coast', 2],
  ['Baltic Sea', 0.1],
];

export const tide: Deck = {
  file: 'tide',
  title: 'Why the Tide Comes Twice',
  speaker: 'Marek Nowak',
  lang: 'en',
  css,
  pages: [
    {
      html:
        drawing(
          night,
          nightSky,
          stars(4, 150, (x, y) => y < 420 && (x > 760 || y < 110)),
          moon(1010, 200, 84),
          ...sea,
          '<path d="M930 548h160M960 590h100M985 642h50" stroke="#f4e6c4" stroke-width="5" stroke-linecap="round" opacity=".55"/>',
        ) +
        `<div class="at" style="left:96px;top:120px"><h1>Why the Tide<br>Comes Twice</h1><p style="margin-top:28px;font-size:36px">One moon, one day, two high waters</p></div>
        <p class="at" style="left:96px;bottom:40px;font-size:28px">Marek Nowak</p>`,
      notes:
        'Good afternoon. I grew up beside a harbour, and it took me twenty years to ask the obvious question about it.',
    },
    {
      html:
        drawing(
          rect(0, 0, 1280, 720, 'fill="#0d1b2d"'),
          ...[0, 1].map((each) => {
            const x = 690 + each * 280;
            const water = each === 0 ? 330 : 500;
            return (
              rect(x, 190, 230, 400, 'fill="#13293f"') +
              rect(x, water, 230, 590 - water, 'fill="#2a8ba0"') +
              rect(x, 300, 34, 290, 'fill="#8d7a5c"') +
              `<path d="M${x + 70} ${water - 14}h120l-20 34h-82z" fill="#eef1ea"/>` +
              line(x + 126, water - 14, x + 126, water - 104, 'stroke="#eef1ea" stroke-width="5"') +
              `<path d="M${x + 134} ${water - 100}v74h46z" fill="#f0cf8e"/>` +
              label(
                x + 115,
                632,
                each === 0 ? 'high water' : 'six hours later',
                'font-size="26" text-anchor="middle" fill="#cdd7dc"',
              )
            );
          }),
        ) +
        `<div class="at" style="left:96px;top:150px;width:580px"><h2>A question from<br>the harbour</h2><p style="margin-top:30px">The moon passes over us once a day.</p><p style="margin-top:12px">So why does the water rise every<br><b class="gold">12 hours and 25 minutes</b>?</p></div>`,
      notes: 'Ask the hall: hands up, who has ever been caught out by the second tide? Wait for the laughter.',
    },
    {
      html:
        drawing(
          rect(0, 0, 1280, 720, 'fill="#0d1b2d"'),

          earth(480, 430, 130, 1.42),
          moon(1080, 430, 50),
          label(246, 438, 'far side', 'font-size="28" text-anchor="end" fill="#f0cf8e"'),
          label(700, 438, 'near side', 'font-size="28" fill="#f0cf8e"'),
          label(1080, 528, 'Moon', 'font-size="28" text-anchor="middle" fill="#cdd7dc"'),
        ) +
        `<div class="at" style="left:96px;top:80px"><h2>One moon, two bulges</h2><p style="margin-top:16px">Water gathers towards the moon, and just as much away from it.</p></div>
        <p class="at small" style="left:96px;bottom:44px">Not to scale: the bulge in the open ocean is well under a metre</p>`,
      notes: 'Everyone remembers the near bulge. The talk is about the other one.',
    },
    {
      html:
        drawing(
          rect(0, 0, 1280, 720, 'fill="#0d1b2d"'),
          circle(640, 400, 150, 'fill="#d9cfae"'),
          circle(490, 400, 11, 'fill="#2a8ba0"'),
          circle(640, 400, 11, 'fill="#0d1b2d"'),
          circle(790, 400, 11, 'fill="#2a8ba0"'),
          arrow(790, 1010, 400, '#58c3cf', 8),
          arrow(640, 750, 400, '#0d1b2d', 8),
          arrow(490, 570, 400, '#2a8ba0', 8),
          label(470, 350, 'pulled least', 'font-size="28" text-anchor="end" fill="#cdd7dc"'),
          label(640, 598, 'the Earth itself', 'font-size="28" text-anchor="middle" fill="#cdd7dc"'),
          label(810, 350, 'pulled most', 'font-size="28" fill="#cdd7dc"'),
          moon(1150, 400, 44),
        ) +
        `<div class="at" style="left:96px;top:80px"><h2>It is the difference that counts</h2><p style="margin-top:16px">Gravity weakens with distance. The far water is simply left behind.</p></div>`,
      notes:
        'Three arrows, three lengths. Near water falls towards the moon faster than the Earth does; the Earth falls faster than the far water.',
    },
    {
      html:
        drawing(rect(0, 0, 1280, 720, 'fill="#0d1b2d"'), twoDays()) +
        `<div class="at" style="left:96px;top:70px"><h2>Two days on an ideal coast</h2><p style="margin-top:12px">Four high waters, each about <b class="gold">12 h 25 min</b> after the last</p></div>
        <p class="at small" style="left:120px;bottom:36px">Height of the water, computed from the moon’s and the sun’s half-daily waves</p>`,
      notes: 'Point at the four gold dots. Computed, not measured: moon plus sun, nothing else.',
    },
    {
      html:
        drawing(
          rect(0, 0, 1280, 720, 'fill="#0d1b2d"'),
          circle(
            900,
            390,
            230,
            'fill="none" stroke="#2f4c66" stroke-width="3" stroke-dasharray="4 12" stroke-linecap="round"',
          ),
          earth(900, 390, 70, 1.3),
          circle(1130, 390, 30, 'fill="none" stroke="#8fa3b0" stroke-width="3"'),
          moon(1124.8, 341.4, 32),
          `<path d="M900 390L1130 390M900 390L1125 341" stroke="#f0cf8e" stroke-width="3"/>`,
          label(1040, 340, '12°', 'font-size="30" font-weight="700" text-anchor="middle" fill="#f0cf8e"'),
        ) +
        `<div class="at" style="left:96px;top:150px;width:520px"><h2>Why it is late tomorrow</h2><p style="margin-top:30px">While the Earth turns once, the moon moves on by about 12°.</p><p style="margin-top:14px">The harbour needs <b class="gold">50 minutes</b> more to catch up.</p></div>`,
      notes: 'That is why a tide table is needed at all: 24 hours and 50 minutes, every day.',
    },
    {
      html:
        drawing(
          rect(0, 0, 1280, 720, 'fill="#0d1b2d"'),
          ...[0, 1].map((each) => {
            const x = 220 + each * 600;
            return (
              earth(x, 400, 66, each === 0 ? 1.5 : 1.2) +
              (each === 0 ? moon(x + 150, 400, 22) : moon(x, 290, 22)) +
              circle(x + 300, 400, 48, 'fill="#f2b94b"') +
              label(
                x + 130,
                570,
                each === 0 ? 'Spring tide' : 'Neap tide',
                'font-size="36" font-weight="700" text-anchor="middle" fill="#eef1ea"',
              ) +
              label(
                x + 130,
                614,
                each === 0 ? 'new and full moon' : 'half moons',
                'font-size="26" text-anchor="middle" fill="#cdd7dc"',
              )
            );
          }),
        ) +
        `<div class="at" style="left:96px;top:80px"><h2>The sun has a say</h2><p style="margin-top:16px">Its tide is less than half as strong as the moon’s: they add, or they argue.</p></div>`,
      notes: 'Spring tides have nothing to do with the season: they come at every new and full moon.',
    },
    {
      html:
        drawing(
          rect(0, 0, 1280, 720, 'fill="#0d1b2d"'),
          ...ranges.map(([place, metres], index) => {
            const y = 212 + index * 84;
            const length = Math.max(5, metres * 40);
            return (
              label(456, y + 34, place, 'font-size="28" text-anchor="end" fill="#cdd7dc"') +
              rect(480, y, length, 50, `fill="${index === 0 ? '#f0cf8e' : '#2a8ba0'}"`) +
              label(
                480 + length + 18,
                y + 36,
                metres < 1 ? 'a hand’s width' : `${metres} m`,
                'font-size="32" font-weight="700" fill="#eef1ea"',
              )
            );
          }),
        ) +
        `<h2 class="at" style="left:96px;top:80px">The coast decides the rest</h2><p class="at small" style="left:96px;bottom:44px">Largest tidal range, rounded</p>`,
      notes: 'A bay is a bathtub: push in its own rhythm and the water climbs. Fundy’s rhythm is close to the tide’s.',
    },
    {
      html:
        drawing(night, nightSky, ...sea) +
        `<p class="at serif" style="left:0;right:0;top:170px;text-align:center;font-size:68px;line-height:1.4;color:#f4e6c4">“Time and tide<br>wait for no man.”</p><p class="at" style="left:0;right:0;top:404px;text-align:center">English proverb</p>`,
      notes:
        'In the proverb, tide first meant a season, an hour due. The harbour master in my town used it about boats.',
    },
    {
      html:
        drawing(
          night,
          nightSky,
          stars(4, 150, (x, y) => y < 270 || (y < 440 && (x < 300 || x > 980))),
          moon(640, 170, 74),
          ...sea,
        ) +
        `<p class="at serif" style="left:0;right:0;top:290px;text-align:center;font-size:60px;line-height:1.4">The Earth turns once.<br>The sea rises twice.</p><p class="at" style="left:0;right:0;bottom:40px;text-align:center;font-size:28px">Thank you</p>`,
      notes: 'Say the two lines slowly. Thank you.',
    },
  ],
};
