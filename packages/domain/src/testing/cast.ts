import type { Language } from '../kernel.ts';

interface Named {
  name: string;
  unit?: string;
}
/** Who takes part in a scenario, and what is said there: invented people and words, as real ones might be. */
export interface Cast {
  workspace: string;
  programme: string;
  session: string;
  place: string;
  host: Named;
  headJudge: Named;
  clerk: Named;
  speakers: readonly Named[];
  judges: readonly Named[];
  remotes: readonly Named[];
  talks: readonly { title: string; minutes: number; pages: number }[];
  questions: readonly string[];
  comments: readonly string[];
  message: string;
}

const zh: Cast = {
  workspace: '青松街道党群服务中心',
  programme: '微党课人人讲',
  session: '微党课人人讲 · 第三季第二场',
  place: '三楼报告厅',
  host: { name: '周敏', unit: '宣传科' },
  headJudge: { name: '方淑贞', unit: '党校' },
  clerk: { name: '田野', unit: '宣传科' },
  speakers: [
    { name: '林晓雨', unit: '社区治理办' },
    { name: '阿依努尔·买买提江', unit: '民族团结工作站' },
    { name: '陈志远', unit: '滨江小学' },
    { name: '王海燕', unit: '退役军人服务站' },
  ],
  judges: [
    { name: '何建国', unit: '党校' },
    { name: '沈文静', unit: '党校' },
    { name: '马晓东', unit: '组织部' },
    { name: '古丽娜尔·艾合买提', unit: '文化馆' },
    { name: '孙立', unit: '融媒体中心' },
    { name: '徐若兰', unit: '教育局' },
    { name: '高远', unit: '共青团' },
  ],
  remotes: [
    { name: '迪丽努尔·吐尔逊', unit: '喀什援建组' },
    { name: '韩梅', unit: '驻村工作队' },
  ],
  talks: [
    { title: '一盏不灭的马灯', minutes: 8, pages: 14 },
    { title: '石榴籽的故事', minutes: 8, pages: 18 },
    { title: '课桌边的三代人', minutes: 10, pages: 22 },
    { title: '老兵新岗', minutes: 8, pages: 11 },
  ],
  questions: [
    '马灯的故事在您所在的社区还有亲历者吗？',
    '怎样把这样的课带到学校里去？',
    '请问第六页的照片是哪一年拍的？',
    '年轻人不爱听怎么办？',
    '能否把课件留给我们支部学习？',
    '您准备这节微课用了多长时间？',
    '村里的老党员可以参加下一场吗？',
    '故事里的数据来自哪里？',
  ],
  comments: ['选题贴近群众，收尾有力。', '语速略快，第二部分可以再精炼。', ''],
  message: '请靠近话筒一些',
};
const en: Cast = {
  workspace: 'Harbour Community College',
  programme: 'Everyone takes the rostrum',
  session: 'Everyone takes the rostrum: spring round',
  place: 'Lecture hall, third floor',
  host: { name: 'Miriam Vance', unit: 'Outreach' },
  headJudge: { name: 'Ruth Adeyemi', unit: 'Law' },
  clerk: { name: 'Owen Pritchard', unit: 'Registry' },
  speakers: [
    { name: 'Oliver Nakamura', unit: 'Civil engineering' },
    { name: 'Aynur Memetjan', unit: 'Languages' },
    { name: 'Josephine Okafor', unit: 'Nursing' },
    { name: 'Piotr Zieliński', unit: 'Veterans’ office' },
  ],
  judges: [
    { name: 'Helen Archer', unit: 'Library' },
    { name: 'Samuel Brandt', unit: 'Physics' },
    { name: 'Leïla Benali', unit: 'Arts' },
    { name: 'Conor Walsh', unit: 'History' },
    { name: 'Ingrid Solberg', unit: 'Music' },
    { name: 'Tomás Ferreira', unit: 'Sports' },
    { name: 'Grace Lin', unit: 'Chemistry' },
  ],
  remotes: [
    { name: 'Dilnur Tursun', unit: 'Field station' },
    { name: 'Harriet Moss', unit: 'Placement year' },
  ],
  talks: [
    { title: 'The lamp that stayed lit', minutes: 8, pages: 14 },
    { title: 'What a pomegranate taught a village', minutes: 8, pages: 18 },
    { title: 'Three generations at one desk', minutes: 10, pages: 22 },
    { title: 'An old soldier’s second post', minutes: 8, pages: 11 },
  ],
  questions: [
    'Is anyone who saw the lamp still living nearby?',
    'How could we bring a talk like this into schools?',
    'When was the photograph on page six taken?',
    'What do you do when young people stop listening?',
    'May our group keep the slides?',
    'How long did you prepare?',
    'Where do the figures come from?',
    'Could my grandmother speak at the next one?',
  ],
  comments: ['Close to life, and a strong ending.', 'A little fast; the second part could be tighter.', ''],
  message: 'Please step closer to the microphone',
};

const LONG: Named = {
  name: '买买提吐尔逊·阿卜杜热合曼·伊敏江·赛买提阿訇',
  unit: '新疆维吾尔自治区喀什地区莎车县阿热勒乡民族团结进步模范工作站',
};
const LONG_EN: Named = {
  name: 'Maximiliana Wilhelmina von Hohenstaufen-Abdurrahmanoglu',
  unit: 'Institute for Comparative Rural Development and Regional Studies',
};

/** `usual`; `longest`: names and titles as long as people really are called; `uyghur`: everybody's name has its parts. */
export type Names = 'usual' | 'longest' | 'uyghur';
const UYGHUR = [
  '阿依努尔·买买提江',
  '迪丽努尔·吐尔逊',
  '古丽娜尔·艾合买提',
  '热孜万古丽·阿不都热依木',
  '努尔买买提·司马义',
  '帕提古丽·库尔班江',
  '艾尔肯·吐尔洪',
];

export const castOf = (language: Language, names: Names = 'usual'): Cast => {
  const cast = language === 'zh' ? zh : en;
  if (names === 'usual') return cast;
  if (names === 'uyghur') {
    const call = (all: readonly Named[]) => all.map((one, index) => ({ ...one, name: UYGHUR[index % UYGHUR.length]! }));
    return { ...cast, speakers: call(cast.speakers), judges: call(cast.judges), remotes: call(cast.remotes) };
  }
  const long = language === 'zh' ? LONG : LONG_EN;
  const stretch = (all: readonly Named[]) => all.map(() => long);
  const title =
    language === 'zh'
      ? '从一盏马灯到万家灯火：新时代基层党支部如何用身边人讲好身边事、用小故事讲透大道理的实践与思考'
      : 'From one lamp to ten thousand windows: how small groups tell what happened next door so that everybody listens to the end';
  return {
    ...cast,
    speakers: stretch(cast.speakers),
    judges: stretch(cast.judges),
    remotes: stretch(cast.remotes),
    talks: cast.talks.map((one) => ({ ...one, title })),
  };
};
