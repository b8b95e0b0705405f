import { type Deck, drawing, gradient } from './deck.ts';
import { chance, circle, label, line, rect } from './scenery.ts';

const css = `
.page { background: #faf3e3; color: #33261c }
h1 { font-size: 88px; line-height: 1.25 }
h2 { font-size: 52px; line-height: 1.3 }
.en { font-family: 'Noto Sans CJK SC'; font-size: 30px; line-height: 1.5; color: #6f5a45; font-weight: 400 }
p { font-size: 30px; line-height: 1.7 }
.teal { color: #12717d }
.small { font-size: 24px; color: #7d6a55 }
.light, .light .en { color: #fff8e8 }
`;

const dusk = gradient('dusk', '#1b6f80', '#7fb3ab', '#f2d7a2', '#f0b872');
const duskSky = rect(0, 0, 1280, 720, 'fill="url(#dusk)"');

/** A dune with its lit side and its shadow, crest at (x, y). */
const dune = (x: number, y: number, width: number, light: string, shade: string): string =>
  `<path d="M${x - width} 720Q${x - width * 0.4} ${y + 40} ${x} ${y}Q${x + width * 0.5} ${y + 90} ${x + width} 720z" fill="${light}"/>` +
  `<path d="M${x} ${y}Q${x + width * 0.5} ${y + 90} ${x + width} 720H${x + width * 0.1}Q${x + width * 0.2} ${y + 170} ${x} ${y}z" fill="${shade}"/>`;

const dunes = [
  dune(250, 430, 620, '#e5b06a', '#c98d48'),
  dune(1010, 450, 640, '#dba35b', '#bb7d3c'),
  dune(600, 540, 720, '#efc384', '#d49a55'),
];

/** A desert poplar in autumn. */
function poplar(x: number, y: number, size: number, seed: number): string {
  const next = chance(seed);
  const leaves = Array.from({ length: 44 }, () => {
    const angle = next() * Math.PI * 2;
    const far = Math.sqrt(next()) * size * 0.29;
    const fill = ['#e0a52c', '#eebc48', '#c98a1f'][Math.floor(next() * 3)] ?? '#e0a52c';
    return circle(
      Math.round(x + Math.cos(angle) * far * 1.15),
      Math.round(y - size * 0.72 + Math.sin(angle) * far),
      Math.round(size * (0.06 + next() * 0.06)),
      `fill="${fill}"`,
    );
  });
  const trunk = `<path d="M${x - size * 0.05} ${y}q${size * 0.03} ${-size * 0.3} ${-size * 0.06} ${-size * 0.62}l${size * 0.1} ${size * 0.24} ${size * 0.12} ${-size * 0.3}q${-size * 0.06} ${size * 0.4} ${-size * 0.03} ${size * 0.68}z" fill="#5a4230"/>`;
  return trunk + leaves.join('');
}

/** The outline of the basin. */
const basin = 'M560 300q120-110 320-100t300 110q90 90 10 180t-280 100-300-60q-160-100-50-230z';

const drop = (x: number, y: number, size: number, fill: string): string =>
  `<path d="M${x} ${y}c${size * 0.42} ${size * 0.6} ${size * 0.62} ${size * 0.82} ${size * 0.62} ${size * 1.14}a${size * 0.62} ${size * 0.62} 0 0 1 ${-size * 1.24} 0c0 ${-size * 0.32} ${size * 0.2} ${-size * 0.54} ${size * 0.62} ${-size * 1.14}z" fill="${fill}"/>`;

const heading = (zh: string, en: string, extra = ''): string =>
  `<div class="at" style="left:96px;top:72px;${extra}"><h2>${zh}</h2><p class="en" style="margin-top:8px">${en}</p></div>`;

export const desert: Deck = {
  file: 'desert',
  title: '沙海里的每一滴水 / Every Drop in the Sands',
  speaker: '阿依努尔·买买提江',
  lang: 'zh-CN',
  css,
  pages: [
    {
      html:
        drawing(dusk, duskSky, circle(960, 330, 64, 'fill="#fdf0cf"'), ...dunes, drop(1100, 90, 60, '#fff8e8')) +
        `<div class="at light" style="left:96px;top:96px"><h1>沙海里的每一滴水</h1><p class="en" style="margin-top:10px;font-size:40px">Every Drop in the Sands</p></div>
        <p class="at" style="left:96px;bottom:40px;font-size:28px">阿依努尔·买买提江</p>`,
      notes:
        '大家好，我的家乡在塔克拉玛干边上。Hello everyone. I come from the edge of the Taklamakan. 今天只讲一样东西：水。',
    },
    {
      html:
        drawing(
          rect(0, 0, 1280, 720, 'fill="#faf3e3"'),
          `<path d="${basin}" fill="#ecd1a0"/>`,
          '<path d="M600 290q130-96 300-84t280 100" fill="none" stroke="#12717d" stroke-width="7" stroke-linecap="round"/>',
          ...Array.from(
            { length: 30 },
            (_, index) =>
              `<path d="M${620 + (index % 6) * 88 + (Math.floor(index / 6) % 2) * 40} ${330 + Math.floor(index / 6) * 48}q18 -16 40 0" fill="none" stroke="#cfa664" stroke-width="3" stroke-linecap="round"/>`,
          ),
          label(880, 262, '塔里木河 Tarim River', 'font-size="26" text-anchor="middle" fill="#12717d"'),
        ) +
        heading('塔克拉玛干', 'Taklamakan, a sea of moving sand', 'width:1100px') +
        `<div class="at" style="left:96px;top:300px"><p><b style="font-size:76px;line-height:1.1" class="serif">30 多万</b></p><p>平方公里<br><span class="en">over 300,000 km²</span></p></div>`,
      notes:
        '世界上最大的流动沙漠之一，面积和一个不小的国家相当。The blue line is the Tarim, the river that keeps us alive.',
    },
    {
      html:
        drawing(
          rect(0, 0, 1280, 720, 'fill="#faf3e3"'),
          rect(540, 230, 620, 84, 'fill="#dba35b"'),
          rect(540, 420, 15.5, 84, 'fill="#12717d"'),
          label(540, 350, '蒸发能力　每年两千毫米上下', 'font-size="26" fill="#33261c"'),
          label(540, 540, '降水　每年几十毫米', 'font-size="26" fill="#33261c"'),
          label(540, 386, 'could evaporate: around 2,000 mm a year', 'font-size="24" fill="#7d6a55"'),
          label(540, 576, 'falls as rain: some tens of mm a year', 'font-size="24" fill="#7d6a55"'),
        ) +
        heading('天上的账', 'What the sky gives, and what it takes') +
        `<p class="at serif" style="left:96px;top:280px;font-size:120px;line-height:1;color:#b4641e">几十倍</p><p class="at" style="left:96px;top:430px">能带走的水，<br>是落下来的几十倍。<br><span class="en">Many times as much.</span></p>`,
      notes: '腹地一年的降水只有几十毫米，蒸发能力却有两千毫米上下。图只画大概，The bars are a rough picture.',
    },
    {
      html:
        drawing(
          gradient('peak', '#bfdfe2', '#f3ecd8'),
          rect(0, 0, 1280, 720, 'fill="url(#peak)"'),
          '<path d="M250 640L640 210 740 320 860 180 1080 430 1280 330V720H250z" fill="#6f8f9a"/>',
          '<path d="M640 210l-74 88 44-12 34 34 30-30 22 10zM860 180l-70 82 50-8 30 40 34-38 44 22z" fill="#fff"/>',
          '<path d="M0 560Q300 500 640 520T1280 470V720H0z" fill="#c9b27a"/>',
          '<path d="M764 507C730 540 840 556 764 606S600 660 540 720H770C790 680 900 640 872 586S792 540 776 507z" fill="#12717d"/>',
          '<path d="M0 640Q200 590 380 630T520 720H0z" fill="#7f9a4c"/>',
          '<path d="M800 720Q850 640 1010 630T1280 600V720z" fill="#7f9a4c"/>',
        ) + heading('每一滴水，都来自雪山', 'Every drop begins as mountain snow'),
      notes: '天山、昆仑山的雪水流下来，汇成河，河养出绿洲。From snow to river, from river to oasis.',
    },
    {
      html:
        drawing(
          rect(0, 0, 1280, 720, 'fill="#faf3e3"'),
          '<path d="M0 330L1280 520V720H0z" fill="#d7b27a"/>',
          '<path d="M0 330L1280 520" stroke="#a87f45" stroke-width="6"/>',
          ...[180, 400, 620, 840, 1040].map((x) => {
            const ground = 330 + (x / 1280) * 190;
            const tunnel = 520 + (x / 1280) * 40;
            return (
              rect(x - 10, ground, 20, tunnel - ground, 'fill="#5a4230"') +
              `<path d="M${x - 34} ${ground + 4}q34-40 68 10z" fill="#a87f45"/>`
            );
          }),
          '<path d="M60 514L1200 552v18L60 534z" fill="#12717d"/>',
          '<path d="M1160 530h120v60h-120z" fill="#12717d"/>',
          label(1200, 480, '涝坝 pond', 'font-size="26" text-anchor="middle" fill="#33261c"'),
          label(180, 290, '竖井 shafts', 'font-size="26" text-anchor="middle" fill="#33261c"'),
          label(560, 620, '暗渠 underground channel', 'font-size="26" text-anchor="middle" fill="#33261c"'),
        ) + heading('坎儿井：把水藏在地下', 'Karez: water kept out of the sun, moved by gravity alone'),
      notes: '吐鲁番的老人说，坎儿井是地下的河。不用一度电，水自己走到村口。No pump, no power.',
    },
    {
      html:
        drawing(
          rect(0, 0, 1280, 720, 'fill="#faf3e3"'),
          rect(0, 520, 1280, 200, 'fill="#dcb67c"'),
          line(60, 506, 1220, 506, 'stroke="#33261c" stroke-width="9" stroke-linecap="round"'),
          ...[160, 400, 640, 880, 1120].map(
            (x, index) =>
              drop(x, 520, 15, '#12717d') +
              `<ellipse cx="${x}" cy="600" rx="60" ry="42" fill="#a8824d"/>` +
              `<path d="M${x} 500v${-90 - (index % 2) * 24}M${x} 470q-44-6-52-50 46 4 52 50M${x} 450q44-10 50-54-46 8-50 54" fill="#6d8f3c" stroke="#57772e" stroke-width="5"/>`,
          ),
        ) +
        heading('滴灌：只浇给根', 'Drip irrigation: water for roots, not for the air') +
        `<p class="at" style="left:96px;top:216px">一根管子，一个滴头，一棵苗。<br><span class="en">One hose, one dripper, one seedling.</span></p>`,
      notes: '我父亲那一辈大水漫灌，现在手机上点一下就行。看湿的那一小圈土，水只到根。',
    },
    {
      html:
        drawing(
          dusk,
          duskSky,
          dune(200, 400, 640, '#e5b06a', '#c98d48'),
          dune(1100, 400, 640, '#dba35b', '#bb7d3c'),
          '<path d="M590 430L690 430 1010 720H270z" fill="#4a4440"/>',
          ...[0, 1, 2, 3, 4].map(
            (each) =>
              `<path d="M${638 - each * 2} ${448 + each * each * 12}h${4 + each * 4}l${each} ${8 + each * 8}h${-6 - each * 6}z" fill="#fff8e8"/>`,
          ),
          ...[0, 1, 2, 3, 4, 5].flatMap((each) => {
            const size = 16 + each * 13;
            const y = 440 + each * each * 9;
            return [-1, 1].map(
              (side) =>
                `<ellipse cx="${640 + side * (66 + each * each * 12 + each * 16)}" cy="${y}" rx="${size}" ry="${size * 0.72}" fill="${each % 2 === 0 ? '#58762f' : '#6d8f3c'}"/>`,
            );
          }),
        ) +
        `<div class="at light" style="left:96px;top:72px"><h2>沙漠公路上的绿色走廊</h2><p class="en" style="margin-top:8px">A green corridor, hundreds of kilometres along the desert highway</p></div>`,
      notes: '公路两侧的防护林有几百公里长，靠沿线的水井滴灌，如今许多水泵用的是太阳能。',
    },
    {
      html:
        drawing(
          rect(0, 0, 1280, 720, 'fill="#faf3e3"'),
          `<path d="${basin}" fill="#ecd1a0"/>`,
          `<path d="${basin}" fill="none" stroke="#6d8f3c" stroke-width="20" stroke-linecap="round"/>`,
          `<path d="${basin}" fill="none" stroke="#a9c26d" stroke-width="6" stroke-dasharray="2 16" stroke-linecap="round"/>`,
        ) +
        heading('给沙漠围上一条绿围巾', 'A green scarf around the desert', '') +
        `<div class="at" style="left:96px;top:270px"><p class="serif" style="font-size:108px;line-height:1;color:#58762f">三千多</p><p style="margin-top:14px">公里，2024 年合龙<br><span class="en">over 3,000 km,<br>closed in 2024</span></p></div>`,
      notes: '2024 年，最后一段合龙。我母亲也去种过红柳。My mother planted tamarisk there.',
    },
    {
      html:
        drawing(
          rect(0, 0, 1280, 720, 'fill="#12717d"'),
          poplar(1050, 690, 520, 21),
          rect(0, 680, 1280, 40, 'fill="#dba35b"'),
        ) +
        `<div class="at light" style="left:110px;top:210px"><p class="serif" style="font-size:68px;line-height:1.4">树，是站起来的水。</p><p class="en" style="margin-top:22px;font-size:38px">A tree is water, standing up.</p></div>`,
      notes: '胡杨。这句话是我奶奶说的，我替她翻译成普通话和英语。停三秒。',
    },
    {
      html:
        drawing(dusk, duskSky, ...dunes, poplar(210, 640, 250, 5), poplar(1080, 660, 300, 8)) +
        `<div class="at light" style="left:0;right:0;top:120px;text-align:center"><p class="serif" style="font-size:60px;line-height:1.4">珍惜每一滴，就有一片绿。</p><p class="en" style="margin-top:14px;font-size:36px">Save a drop, and something grows.</p></div>`,
      notes: '谢谢大家。Rehmet. Thank you.',
    },
  ],
};
