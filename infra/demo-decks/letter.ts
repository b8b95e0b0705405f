import { type Deck, drawing } from './deck.ts';
import { label, line, rect } from './scenery.ts';

const css = `
.page { background: #f4ecdc; color: #2c2420 }
h1 { font-size: 88px; line-height: 1.3 }
h2 { font-size: 54px; line-height: 1.35 }
p { font-size: 30px; line-height: 1.8; font-family: 'Noto Serif CJK SC' }
.red { color: #a3312a }
.small { font-size: 24px; color: #83715f }
.upright { writing-mode: vertical-rl; font-family: 'Noto Serif CJK SC' }
`;

/** Ruled letter paper, its columns written from right to left. */
function letterPaper(x: number, y: number, width: number, height: number, columns: number): string {
  const gap = (width - 40) / columns;
  const rules = Array.from({ length: columns + 1 }, (_, index) =>
    line(x + 20 + index * gap, y + 24, x + 20 + index * gap, y + height - 24, 'stroke="#c9665c" stroke-width="1.2"'),
  );
  return (
    rect(x + 10, y + 12, width, height, 'fill="#e2d5bc"') +
    rect(x, y, width, height, 'fill="#fdf8ec"') +
    rect(x + 20, y + 24, width - 40, height - 48, 'fill="none" stroke="#c9665c" stroke-width="2.4"') +
    rules.join('')
  );
}

/** Du Fu's "Spring View": one line a column, right to left. */
const springView = [
  '国破山河在',
  '城春草木深',
  '感时花溅泪',
  '恨别鸟惊心',
  '烽火连三月',
  '家书抵万金',
  '白头搔更短',
  '浑欲不胜簪',
];

const upright = (x: number, y: number, text: string, size: number, fill: string, spacing: number): string =>
  label(
    x,
    y,
    text,
    `style="writing-mode:vertical-rl" font-family="Noto Serif CJK SC" font-weight="700" font-size="${size}" letter-spacing="${spacing}" fill="${fill}"`,
  );

/** An upright envelope with the red frame for the name. */
function envelope(x: number, y: number): string {
  return (
    rect(x + 12, y + 14, 280, 480, 'fill="#d8c8aa"') +
    rect(x, y, 280, 480, 'fill="#efe4cb"') +
    rect(x + 92, y + 44, 96, 392, 'fill="#fdf8ec" stroke="#a3312a" stroke-width="4"') +
    upright(x + 140, y + 84, '刘志兰　收', 46, '#2c2420', 12) +
    upright(x + 232, y + 64, '延安', 34, '#2c2420', 10) +
    upright(x + 48, y + 300, '左权', 34, '#2c2420', 10)
  );
}

/** Mountains drawn as a few brush strokes. */
const taihang =
  '<path d="M0 640C120 560 190 470 270 480s90 70 150 30 110-140 190-150 120 110 200 120 120-90 200-100 150 100 270 160v180H0z" fill="#d8cbb2"/>' +
  '<path d="M0 690c150-50 230-130 330-130s150 70 250 60 160-110 270-110 190 110 430 120v90H0z" fill="#b7a78b"/>';

const years: readonly (readonly [string, string])[] = [
  ['1905', '生于湖南醴陵'],
  ['1924', '入黄埔军校一期'],
  ['1925', '入党，赴苏联学习'],
  ['1937', '任八路军副参谋长'],
  ['1942', '牺牲于太行山'],
];

export const letter: Deck = {
  file: 'letter',
  title: '一封家书里的初心',
  speaker: '陈思远',
  lang: 'zh-CN',
  css,
  pages: [
    {
      html:
        drawing(
          rect(0, 0, 1280, 720, 'fill="#f4ecdc"'),
          letterPaper(770, 90, 400, 540, 9),
          ...springView.map((verse, index) =>
            upright(1130 - index * 40, 140, verse, 32, verse.startsWith('家书') ? '#a3312a' : '#2c2420', 54),
          ),
          rect(791.5, 536, 37, 37, 'fill="#a3312a"'),
          label(
            810,
            565,
            '念',
            'font-size="26" font-weight="700" text-anchor="middle" fill="#fdf8ec" font-family="Noto Serif CJK SC"',
          ),
        ) +
        `<div class="at" style="left:96px;top:190px"><h1>一封家书里<br>的初心</h1><p style="margin-top:30px;font-size:34px">左权写给妻子的最后一封信</p></div>
        <p class="at" style="left:96px;bottom:48px;font-size:28px">微党课　陈思远</p>`,
      notes: '大家好。今天的课只讲一封信。信不长，写信的人再也没有等到回音。',
    },
    {
      html:
        drawing(rect(0, 0, 1280, 720, 'fill="#f4ecdc"'), envelope(830, 120)) +
        `<div class="at" style="left:96px;top:140px;width:600px"><h2>1942 年 5 月 22 日</h2>
        <p style="margin-top:34px">太行山，麻田。<br>一位三十七岁的将领<br>给延安的妻子写下一封信。</p>
        <p class="red serif" style="margin-top:34px;font-size:36px">三天以后，他牺牲了。</p></div>`,
      notes: '时间、地点说清楚：5 月 22 日写信，三天以后在指挥突围时牺牲。这里停一停。',
    },
    {
      html:
        drawing(
          rect(0, 0, 1280, 720, 'fill="#f4ecdc"'),
          line(120, 400, 1160, 400, 'stroke="#2c2420" stroke-width="2.5"'),
          ...years.map(([year, what], index) => {
            const x = 160 + index * 240;
            const last = index === years.length - 1;
            return (
              `<circle cx="${x}" cy="400" r="11" fill="${last ? '#a3312a' : '#2c2420'}"/>` +
              label(
                x,
                350,
                year,
                `font-size="46" font-weight="700" text-anchor="middle" fill="${last ? '#a3312a' : '#2c2420'}" font-family="Noto Serif CJK SC"`,
              ) +
              label(x, 456, what, 'font-size="25" text-anchor="middle" fill="#2c2420" font-family="Noto Serif CJK SC"')
            );
          }),
        ) +
        `<h2 class="at" style="left:96px;top:100px">写信的人：左权</h2><p class="at small" style="left:96px;bottom:56px">他是八路军在抗日战争中牺牲的高级指挥员。</p>`,
      notes: '不必逐条念。只强调两点：他本可以有别的选择；他把每一步都走向了最难的地方。',
    },
    {
      html:
        drawing(
          rect(0, 0, 1280, 720, 'fill="#f4ecdc"'),
          ...Array.from({ length: 24 }, (_, index) => {
            const x = 130 + (index % 12) * 86;
            const y = 290 + Math.floor(index / 12) * 96;
            return index < 3
              ? rect(x, y, 70, 74, 'fill="#a3312a"')
              : rect(x + 1, y + 1, 68, 72, 'fill="none" stroke="#83715f" stroke-width="2" stroke-dasharray="5 6"');
          }),
        ) +
        `<h2 class="at" style="left:96px;top:90px">一家三口，只有三个月</h2>
        <p class="at" style="left:96px;top:176px">女儿出生后的二十四个月，一格是一个月</p>
        <p class="at" style="left:130px;top:510px"><span class="red">■</span>　团聚　三个月<span style="display:inline-block;width:90px"></span>□　分离　二十一个月</p>
        <p class="at small" style="left:130px;bottom:52px">1940 年 5 月至 1942 年 5 月</p>`,
      notes: '女儿出生后不久，母女去了延安。从那以后，他们再没有见过面。让大家自己数一数格子。',
    },
    {
      html:
        drawing(rect(0, 0, 1280, 720, 'fill="#2c2420"'), letterPaper(120, 80, 1040, 560, 13)) +
        `<p class="at upright" style="right:140px;top:124px;height:500px;font-size:50px;line-height:76.92px;font-weight:700;color:#2c2420">志兰！亲爱的，<br>别时容易见时难，<br>分离二十一个月了，<br>何日相聚？<br><span class="red">念、念、念、念！</span></p>
        <p class="at upright" style="left:216.9px;bottom:120px;font-size:27px;line-height:76.92px;color:#83715f">大意　左权致刘志兰　一九四二年五月</p>`,
      notes: '这一页是信的大意，不是原件的抄本。请全场一起默读，“念”字一个比一个重。读完不要马上翻页。',
    },
    {
      html:
        drawing(
          rect(0, 0, 1280, 720, 'fill="#f4ecdc"'),
          ...Array.from({ length: 11 }, (_, index) => {
            const x = 640 + (index % 4) * 140;
            const y = 170 + Math.floor(index / 4) * 150;
            const stroke = index === 10 ? '#a3312a' : '#2c2420';
            return (
              rect(
                x,
                y,
                112,
                76,
                `fill="${index === 10 ? '#f3d9cf' : '#fdf8ec'}" stroke="${stroke}" stroke-width="2.5"`,
              ) + `<path d="M${x} ${y}l56 40 56-40" fill="none" stroke="${stroke}" stroke-width="2.5"/>`
            );
          }),
        ) +
        `<div class="at" style="left:96px;top:130px;width:480px"><h2>十一封信</h2>
        <p style="margin-top:30px">写学习，写工作，写冷暖，写还不会说话的女儿。</p>
        <p style="margin-top:14px">写的都是牵挂。</p></div>
        <p class="at small" style="left:640px;top:606px">最后一格，是 5 月 22 日的那一封</p>`,
      notes: '这些信，刘志兰保存了几十年，后来交给了女儿。女儿长大以后，才读到父亲写给家里的话。',
    },
    {
      html:
        drawing(
          rect(0, 0, 1280, 720, 'fill="#efe5d0"'),
          '<circle cx="1010" cy="190" r="56" fill="#c9665c"/>',
          taihang,
        ) +
        `<div class="at" style="left:96px;top:100px"><h2>家书里，装着两个家</h2></div>
        <div class="at" style="left:96px;top:220px;width:520px"><p><b class="red">小家</b>　想见的人，在千里之外</p><p><b class="red">大家</b>　要守的人，就在山下</p></div>`,
      notes: '他不是不爱自己的小家。正因为爱，才知道千千万万个小家值得守。这是全课的核心，慢下来。',
    },
    {
      html:
        drawing(
          rect(0, 0, 1280, 720, 'fill="#f4ecdc"'),
          ...[0, 1, 2].map(
            (index) =>
              rect(96 + index * 372, 250, 344, 300, 'fill="#fdf8ec"') +
              rect(96 + index * 372, 250, 344, 8, 'fill="#a3312a"'),
          ),
        ) +
        [
          '真|对亲人说真话，<br>对自己也说真话。',
          '守|把难处留给自己，<br>把安稳留给别人。',
          '信|看不见那一天，<br>也相信那一天会来。',
        ]
          .map((each, index) => {
            const [word, text] = each.split('|');
            return `<div class="at" style="left:${136 + index * 372}px;top:286px;width:280px"><p class="serif red" style="font-size:72px;line-height:1.3">${word}</p><p style="margin-top:14px;line-height:1.7;white-space:nowrap">${text}</p></div>`;
          })
          .join('') +
        `<h2 class="at" style="left:96px;top:120px">一封信里的三个字</h2>`,
      notes: '真、守、信，是我读这封信时写在页边的三个字。各用一个身边的例子，每个不超过二十秒。',
    },
    {
      html:
        drawing(
          rect(0, 0, 1280, 720, 'fill="#a3312a"'),
          rect(60, 60, 1160, 600, 'fill="none" stroke="#d9897f" stroke-width="2"'),
        ) +
        `<p class="at serif" style="left:0;right:0;top:252px;text-align:center;font-size:60px;line-height:1.7;color:#fdf3e0">初心，是最难的时候<br>还写得出的那几行字。</p>`,
      notes: '金句页，只读一遍。',
    },
    {
      html:
        drawing(rect(0, 0, 1280, 720, 'fill="#f4ecdc"'), letterPaper(850, 120, 320, 480, 7)) +
        `<div class="at" style="left:96px;top:200px;width:680px"><h2>今晚，给家里写几行字吧。</h2>
        <p style="margin-top:34px">后来，辽县更名为左权县。<br>山河无恙，家书可寄。</p></div>
        <p class="at" style="left:96px;bottom:56px;font-size:28px">谢谢大家</p>`,
      notes: '结尾落在行动上：今晚给家人写几行字。右边那张纸是空的，留给每一个人。谢谢大家。',
    },
  ],
};
