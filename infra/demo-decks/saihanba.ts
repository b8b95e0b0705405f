import { type Deck, drawing, gradient } from './deck.ts';
import { circle, forest, label, line, pine, rect, slope } from './scenery.ts';

const css = `
.page { background: #f5f3ea; color: #1c2b25 }
h1 { font-size: 84px; line-height: 1.25; letter-spacing: .02em }
h2 { font-size: 54px; line-height: 1.35; color: #17382e }
p { font-size: 30px; line-height: 1.75 }
.small { font-size: 24px; color: #6a736b }
.ochre { color: #b3701f }
.big { font-family: 'Noto Serif CJK SC'; font-weight: 700; font-size: 150px; line-height: 1; color: #b3701f }
.light { color: #fff }
`;

const dawn = gradient('dawn', '#20464a', '#7d9c8b', '#efd9ac', '#f6e7c6');
const sky = rect(0, 0, 1280, 720, 'fill="url(#dawn)"');
const ridges = [
  slope({ y: 430, swing: 70, fill: '#8fae9c', seed: 2 }),
  forest({ y: 500, swing: 60, fill: '#5c8573', seed: 5, trees: 70, height: 50 }),
  forest({ y: 565, swing: 50, fill: '#326252', seed: 9, trees: 48, height: 84 }),
  forest({ y: 640, swing: 40, fill: '#12352b', seed: 13, trees: 28, height: 150 }),
];

/** Bars of the two measures, then and now. */
function growth(x: number, name: string, unit: string, then: number, now: number): string {
  const scale = 330 / now;
  const base = 600;
  const bar = (at: number, value: number, fill: string, year: string): string =>
    rect(at, base - value * scale, 130, value * scale, `fill="${fill}"`) +
    label(
      at + 65,
      base - value * scale - 18,
      `${value}${unit === '%' ? '%' : ''}`,
      'font-size="40" font-weight="700" text-anchor="middle" fill="#17382e"',
    ) +
    label(at + 65, base + 40, year, 'font-size="24" text-anchor="middle" fill="#6a736b"');
  return (
    bar(x, then, '#c9b48a', '建场之初') +
    bar(x + 200, now, '#2f6b55', '今天') +
    line(x - 30, base, x + 360, base, 'stroke="#17382e" stroke-width="2"') +
    label(x - 30, 200, name, 'font-size="30" fill="#17382e"') +
    label(x + 360, 200, unit === '%' ? '' : unit, 'font-size="24" text-anchor="end" fill="#6a736b"')
  );
}

/** One dot a person, in rows of 27; a round cap on a line without length is far smaller in a PDF than a circle. */
function dots(count: number, chosen: (index: number) => boolean, colour: string): string {
  const indices = Array.from({ length: count }, (_, index) => index).filter(chosen);
  const path = indices.map((index) => `M${668 + (index % 27) * 20} ${186 + Math.floor(index / 27) * 26}h.01`).join('');
  return `<path d="${path}" stroke="${colour}" stroke-width="11" stroke-linecap="round"/>`;
}

export const saihanba: Deck = {
  file: 'saihanba',
  title: '从一棵松到一片林海',
  speaker: '欧阳静怡',
  lang: 'zh-CN',
  css,
  pages: [
    {
      html:
        drawing(dawn, sky, circle(930, 300, 58, 'fill="#fbf1d6"'), ...ridges) +
        `<div class="at light" style="left:96px;top:96px"><h1>从一棵松<br>到一片林海</h1>
        <p style="margin-top:22px;font-size:34px">塞罕坝的故事</p></div>
        <p class="at light" style="left:96px;bottom:26px;font-size:28px">微党课　欧阳静怡</p>`,
      notes: '各位同志好。今天我想请大家跟我去一趟河北的最北边，去看一片树。故事要从一棵树讲起。',
    },
    {
      html:
        drawing(
          gradient('waste', '#e9e2cd', '#f3ead2'),
          rect(0, 0, 1280, 720, 'fill="url(#waste)"'),
          slope({ y: 520, swing: 40, fill: '#d9c79c', seed: 3 }),
          slope({ y: 590, swing: 30, fill: '#c7ae7b', seed: 7 }),
          pine(960, 588, 400, '#17382e'),
        ) +
        `<div class="at" style="left:96px;top:110px;width:640px"><h2>荒原上，还有一棵松</h2>
        <p style="margin-top:28px">上世纪六十年代初，勘察的人在坝上走了好几天，终于在风里看见一棵落叶松。</p></div>
        <p class="at serif" style="left:96px;bottom:40px;font-size:34px;color:#4a3818">它能活，这里就能再长出一片森林。</p>`,
      notes: '那时坝上已经荒了很久。这棵树让来勘察的人相信：这里种得活树。停两秒，让大家看一看画面。',
    },
    {
      html:
        drawing(
          rect(0, 0, 1280, 720, 'fill="#f5f3ea"'),
          '<path d="M0 470L150 420 330 405 480 420 560 500 720 585 900 628 1280 640V720H0z" fill="#d9c79c"/>',
          '<path d="M560 500L720 585 900 628 1280 640V720H0V560z" fill="#b9c4a8"/>',
          ...[0, 1, 2, 3].map(
            (each) =>
              `<path d="M${300 + each * 36} ${330 + each * 22}c120 10 210 40 300 110s150 80 220 90" fill="none" stroke="#b3701f" stroke-width="3" stroke-dasharray="2 12" stroke-linecap="round"/>`,
          ),
          line(220, 396, 220, 330, 'stroke="#1c2b25" stroke-width="2"'),
          label(220, 312, '浑善达克沙地　海拔一千多米', 'font-size="26" text-anchor="middle" fill="#1c2b25"'),
          '<path d="M1010 640v-40h34v-26h30v38h26v-60h34v44h30v44z" fill="#7d8f7a"/>',
          label(1090, 524, '北京　海拔几十米', 'font-size="26" text-anchor="middle" fill="#1c2b25"'),
          label(600, 690, '直线距离不到两百公里', 'font-size="26" text-anchor="middle" fill="#3d4a3a"'),
        ) +
        `<h2 class="at" style="left:96px;top:80px">为什么一定要在这里种树</h2>
        <p class="at" style="left:96px;top:166px">沙源在高处，城市在低处，风从北边来。</p>`,
      notes: '有人打过比方：堵不住这个沙源，就像有人站在屋顶上往院子里扬沙子。这页只讲地形，二十秒带过。',
    },
    {
      html:
        drawing(
          rect(0, 0, 1280, 720, 'fill="#17382e"'),
          ...['#8fb5a0', '#e0a850'].map((colour, gold) => dots(369, (index) => index < 127 === (gold === 1), colour)),
        ) +
        `<div class="at light" style="left:96px;top:150px"><p style="font-size:34px">1962 年，塞罕坝机械林场组建</p>
        <p class="big" style="margin-top:38px;color:#e0a850">三百多</p>
        <p style="margin-top:26px;font-size:34px">位创业者上了坝，<br>大多二十来岁。</p></div>
        <p class="at" style="left:668px;top:570px;font-size:24px;color:#b9cfc2">一个点，就是一个人；金色是刚毕业的学生</p>`,
      notes:
        '他们来自全国许多地方。右边每一个点就是一个人，金色的是刚毕业的学生。请大家想一想，自己二十来岁时在做什么。',
    },
    {
      html:
        drawing(
          rect(0, 0, 1280, 720, 'fill="#f5f3ea"'),
          ...Array.from({ length: 100 }, (_, index) => {
            const x = 700 + (index % 10) * 48;
            const y = 204 + Math.floor(index / 10) * 46;
            const alive = [13, 27, 38, 52, 64, 76, 81].includes(index);
            return alive
              ? pine(x, y, 42, '#2f6b55')
              : line(x, y, x, y - 16, 'stroke="#c9b48a" stroke-width="3" stroke-linecap="round"');
          }),
        ) +
        `<div class="at" style="left:96px;top:110px;width:520px"><h2>头两年，几乎全死了</h2>
        <p class="big" style="margin-top:44px;font-size:120px;white-space:nowrap">不到一成</p>
        <p style="margin-top:34px">从外地运来的树苗，经不起路上的颠簸，也受不住坝上的寒风。</p></div>`,
      notes: '头两年春天造林，成活的很少。有人说塞罕坝种不活树，也有人想下坝。问题出在哪里？下一页揭晓。',
    },
    {
      html:
        drawing(
          rect(0, 0, 1280, 720, 'fill="#f5f3ea"'),
          rect(0, 470, 1280, 250, 'fill="#7d5f3c"'),
          rect(0, 470, 1280, 14, 'fill="#5c8573"'),
          ...[150, 560, 970].map(
            (x, index) =>
              pine(x + 80, 474, [70, 120, 200][index] ?? 0, '#2f6b55') +
              `<path d="M${x + 80} 474c-6 40 8 70-4 ${[70, 110, 150][index]}M${x + 80} 500c-20 26-34 30-44 52M${x + 80} 510c18 20 32 30 42 56" fill="none" stroke="#e6d3a8" stroke-width="4" stroke-linecap="round"/>` +
              label(
                x + 80,
                700,
                ['全光育苗', '矮胖子、大胡子', '扎下根'][index] ?? '',
                'font-size="26" text-anchor="middle" fill="#f5ecd6"',
              ),
          ),
        ) +
        `<h2 class="at" style="left:96px;top:80px">自己育苗，让苗先经风雨</h2>
        <p class="at" style="left:96px;top:170px">不遮阴、不娇养，根系粗壮的苗子，才站得住。</p>`,
      notes: '技术员们改“遮阴育苗”为“全光育苗”，育出根系发达的苗，工人们叫它“矮胖子”“大胡子”。苗壮不壮，要看地下。',
    },
    {
      html:
        drawing(
          gradient('spring', '#dfe8dc', '#f3efdc'),
          rect(0, 0, 1280, 720, 'fill="url(#spring)"'),
          slope({ y: 470, swing: 50, fill: '#b8c9ac', seed: 4 }),
          '<path d="M0 720V560Q320 470 640 520T1280 500V720z" fill="#86a583"/>',
          ...Array.from({ length: 60 }, (_, index) => {
            const row = Math.floor(index / 12);
            return pine(40 + (index % 12) * 108 + (row % 2) * 54, 580 + row * 34, 40 + row * 7, '#2f6b55');
          }),
        ) +
        `<div class="at" style="left:96px;top:80px"><h2>1964 年春，马蹄坑</h2>
        <p style="margin-top:16px">集中全场的人力和机械，栽下成片的落叶松。</p></div>
        <div class="at" style="right:96px;top:74px;text-align:right"><p class="big" style="font-size:120px">活了</p><p class="small" style="margin-top:10px">大多数都站住了</p></div>`,
      notes: '马蹄坑大会战之后，人心定了。从这里开始，每年春天都有成片的新林。',
    },
    {
      html:
        drawing(
          rect(0, 0, 1280, 720, 'fill="#f5f3ea"'),
          growth(150, '森林面积', '万亩', 24, 115),
          growth(740, '森林覆盖率', '%', 11, 82),
        ) +
        `<h2 class="at" style="left:96px;top:70px">一代接着一代，把荒原种成了林海</h2><p class="at small" style="right:96px;top:96px">数字取整</p>`,
      notes: '左边是面积，右边是覆盖率，数字都取了整。不用念数字，让大家看两根柱子的高矮。',
    },
    {
      html:
        drawing(
          gradient('night', '#0d2430', '#1f4a4c', '#3c6d62'),
          rect(0, 0, 1280, 720, 'fill="url(#night)"'),
          ...Array.from({ length: 46 }, (_, index) =>
            circle(
              560 + ((index * index * 37 + index * 277) % 720),
              (index * index * 53 + index * 131) % 330,
              1 + (index % 3) * 0.6,
              'fill="#e8eddc"',
            ),
          ),
          forest({ y: 600, swing: 40, fill: '#123a34', seed: 6, trees: 60, height: 90 }),
          '<path d="M930 610V300h90v310z" fill="#0a2322"/><path d="M912 300L975 250 1038 300z" fill="#0a2322"/>',
          rect(950, 322, 50, 34, 'fill="#f0c069"'),
          forest({ y: 680, swing: 30, fill: '#0a2322', seed: 11, trees: 40, height: 120 }),
        ) +
        `<div class="at light" style="left:96px;top:100px"><h2 style="color:#fff">林海里的灯</h2>
        <p style="margin-top:26px">防火季里，望火楼上的夫妻瞭望员<br>按时报告：</p>
        <p class="serif" style="margin-top:22px;font-size:44px;color:#f0c069">“一切正常。”</p></div>`,
      notes: '林场里有好几座望火楼。一句“一切正常”，有人报了很多年。坚守，有时候就是把同一句话说好。',
    },
    {
      html:
        drawing(
          rect(0, 0, 1280, 720, 'fill="#17382e"'),
          pine(1090, 640, 470, '#20493c'),
          pine(1210, 690, 330, '#2b5a4a'),
        ) +
        `<div class="at light" style="left:140px;top:180px;width:900px"><p class="serif" style="font-size:60px;line-height:1.6">树是一年一年长的，<br>信念是一代一代传的。</p>
        <p style="margin-top:44px;color:#b9cfc2">2017 年，联合国“地球卫士奖”<br>2021 年，联合国“土地生命奖”</p></div>`,
      notes: '两个奖，都颁给了塞罕坝的建设者。奖给的是结果，我们要学的是过程。',
    },
    {
      html:
        drawing(dawn, sky, circle(640, 330, 62, 'fill="#fbf1d6"'), ...ridges) +
        `<p class="at serif light" style="left:0;right:0;top:96px;text-align:center;font-size:56px;line-height:1.5">每个人，都可以是那棵松。</p>`,
      notes: '回到开头那棵树：它不知道自己会等来一片林海，它只是先站住了。谢谢大家。',
    },
  ],
};
