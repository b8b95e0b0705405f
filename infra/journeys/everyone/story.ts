import { DEMO_DECKS } from '../decks.ts';

/** Who takes part and what is said, in either language: invented people and words. */
export const STORY = {
  zh: {
    workspace: '江城水务',
    owner: '刘静',
    programme: '微党课人人讲',
    title: '一线的日与夜',
    place: '总部三楼报告厅',
    speakers: ['陈思远', '欧阳静怡', 'Marek Nowak'],
    topics: ['一封家书里的初心', '从一棵松到一片林海', '潮水为何一天来两次'],
    judges: ['陈立', '吴岚', '何清源', 'Marco Bellini', '苏敏'],
    criteria: ['内容', '表达', '课件'],
    remote: 'Priya Raman',
    listener: '林一帆',
    question: '这封信的原件现在在哪里？',
    rank3: /3 ?陈思远/,
  },
  en: {
    workspace: 'Rivertown Water',
    owner: 'Liu Jing',
    programme: 'Everyone takes the rostrum',
    title: 'Days and nights on the line',
    place: 'Hall on the third floor',
    speakers: ['Chen Siyuan', 'Ouyang Jingyi', 'Marek Nowak'],
    topics: ['A Letter Home', 'From One Pine to a Forest', 'Why the Tide Comes Twice'],
    judges: ['Chen Li', 'Wu Lan', 'He Qingyuan', 'Marco Bellini', 'Su Min'],
    criteria: ['Content', 'Delivery', 'Slides'],
    remote: 'Priya Raman',
    listener: 'Lin Yifan',
    question: 'Where is the letter itself kept today?',
    rank3: /3 ?Chen Siyuan/,
  },
} as const;
/** Letter, forest and tide: two in Chinese, one in English. */
export const DECKS = [
  { file: DEMO_DECKS[0]!, pages: 10 },
  { file: DEMO_DECKS[1]!, pages: 11 },
  { file: DEMO_DECKS[3]!, pages: 10 },
] as const;
