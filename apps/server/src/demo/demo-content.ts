import type { Language } from '@rostrum/domain';

interface DemoPerson {
  readonly name: string;
  readonly unit: string;
}
export interface DemoTalk {
  /** Name of the PDF, and of its notes, in apps/server/demo. */
  readonly file: string;
  readonly title: string;
  /** Index among the members. */
  readonly speaker: number;
  readonly remote?: true;
}
export interface DemoContent {
  readonly programme: string;
  readonly purpose: string;
  readonly session: string;
  readonly place: string;
  readonly minutes: number;
  readonly members: readonly DemoPerson[];
  readonly judges: readonly DemoPerson[];
  readonly talks: readonly DemoTalk[];
}

/** Invented people; the four who speak are those whose names stand on the decks. */
const members: readonly DemoPerson[] = [
  { name: '欧阳静怡', unit: '林业和草原局' },
  { name: '陈思远', unit: '档案馆' },
  { name: 'Marek Nowak', unit: 'School of Ocean Sciences' },
  { name: '阿依努尔·买买提江', unit: '塔里木河流域水利工作站' },
  { name: '王海燕', unit: '退役军人服务站' },
  { name: '刘一鸣', unit: '滨江小学' },
  { name: '热孜万古丽·阿不都热依木', unit: '民族团结进步工作站' },
  { name: 'Priya Raman', unit: 'Community Health' },
  { name: 'Hannah Lindqvist', unit: 'City Library' },
  { name: 'Daniel Okoye', unit: 'Adult Education' },
];
const judges: readonly DemoPerson[] = [
  { name: '何建国', unit: '党校' },
  { name: '沈文静', unit: '教育局' },
  { name: '古丽娜尔·艾合买提', unit: '文化馆' },
  { name: 'Helen Archer', unit: 'Teaching Academy' },
  { name: 'Samuel Brandt', unit: 'Science Centre' },
];
const talks: readonly DemoTalk[] = [
  { file: 'saihanba', title: '从一棵松到一片林海', speaker: 0 },
  { file: 'letter', title: '一封家书里的初心', speaker: 1 },
  { file: 'tide', title: 'Why the Tide Comes Twice', speaker: 2 },
  { file: 'desert', title: '沙海里的每一滴水 / Every Drop in the Sands', speaker: 3, remote: true },
];

/** The demo in the workspace's language; its people and talks are of both. */
export const demoContent = (language: Language): DemoContent => ({
  ...(language === 'zh'
    ? {
        programme: '微党课人人讲 / Everyone takes the rostrum',
        purpose: '人人上讲台，用身边的小故事讲清大道理；一年之内，每位成员至少讲一次。',
        session: '微党课人人讲 · 演示场',
        place: '三楼报告厅',
      }
    : {
        programme: 'Everyone takes the rostrum / 微党课人人讲',
        purpose: 'Everyone speaks once a year: a short talk, a true story, and what follows from it.',
        session: 'Everyone takes the rostrum: demonstration',
        place: 'Lecture hall, third floor',
      }),
  minutes: 12,
  members,
  judges,
  talks,
});
