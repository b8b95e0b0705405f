import { judgesInOrder } from '@rostrum/domain';
import { nanoid } from 'nanoid';
import { Actor } from '../journeys/actor.ts';
import type { Hall } from '../journeys/hall.ts';

/** Marks for the micro-lecture rubric that add up to a judge's total; five judges, by talk. */
export const SHEETS = [
  [
    [38, 19, 19, 18.5],
    [37.5, 19, 18.5, 19],
    [38.5, 19, 19.5, 19],
    [37, 18.5, 18.5, 18],
    [38, 19, 19, 19.5],
  ],
  [
    [37.5, 19, 19, 19],
    [37, 19, 18.5, 19],
    [38, 19.5, 19, 19],
    [36.5, 18, 19, 18.5],
    [37.5, 19, 19.5, 19],
  ],
  [
    [36, 18, 18.5, 18],
    [36.5, 18.5, 18, 18.5],
    [37, 18, 18.5, 18],
    [35.5, 18, 18, 17.5],
    [36.5, 18.5, 18.5, 18],
  ],
  [
    [38.5, 19.5, 19, 19],
    [38, 19, 19, 19],
    [38.5, 19, 19.5, 19.5],
    [38, 19, 18.5, 19],
    [39, 19.5, 19, 19],
  ],
] as const;
const CRITERIA = ['content', 'form', 'language', 'presence'] as const;
export const marksOf = (row: readonly number[]): Record<string, string> =>
  Object.fromEntries(CRITERIA.map((criterion, index) => [criterion, String(row[index])]));

const QUESTIONS = {
  zh: [
    '支部人手少、任务重，怎样让微党课常态化地讲下去，而不是办成一次性的活动？',
    '那棵松树现在还在吗？',
    '年轻人怎样参与治沙？',
    '课后能分享课件吗？',
    '这封信的原件在哪里可以看到？',
  ],
  en: [
    'Our branch is small and busy. How do we keep these talks going month after month, rather than let them become a one-off event?',
    'Is that first pine still standing?',
    'How can young people take part?',
    'Could the slides be shared afterwards?',
    'Where can the original letter be seen?',
  ],
};

/** A few listeners who ask and vote. */
export const crowd = async (hall: Hall, language: 'zh' | 'en'): Promise<Actor<'audience'>[]> => {
  const names =
    language === 'zh'
      ? ['林一帆', '高远', undefined, '沈路', undefined, '苏婷']
      : ['Lin Yifan', 'Gao Yuan', undefined, 'Shen Lu', undefined, 'Su Ting'];
  return Promise.all(names.map((name) => Actor.byQr(hall.base, hall.join, name)));
};
export const ask = async (
  hall: Hall,
  people: readonly Actor<'audience'>[],
  language: 'zh' | 'en',
  texts: readonly string[] = QUESTIONS[language],
): Promise<string[]> => {
  const asked: string[] = [];
  for (const [index, text] of texts.entries()) {
    const who = people[index % people.length]!;
    const named = index % 2 === 0;
    const answer = await who.must({ type: 'question.ask', text, named }, named ? undefined : nanoid(24));
    asked.push(String(answer['question']));
  }
  for (const question of asked.slice(0, 4)) await hall.host.must({ type: 'question.approve', question });
  for (const [index, question] of asked.slice(0, 3).entries())
    for (const who of people.slice(0, people.length - index * 2)) await who.must({ type: 'question.vote', question });
  return asked;
};

export const judgesIn = (hall: Hall): Promise<Actor<'judge'>[]> =>
  Promise.all(
    judgesInOrder(hall.host.view).map((_judge, nth) => Actor.byLink(hall.base, hall.link('judge', nth), 'judge')),
  );

/** Opens a talk and starts its clock. */
export const begin = async (hall: Hall, nth: number): Promise<string> => {
  const talk = hall.talks[nth]!;
  const from = hall.host.view.projector.current;
  await hall.host.must({ type: 'item.open', to: talk, ...(from === undefined ? {} : { from }) });
  await hall.host.must({ type: 'countdown.start', item: talk });
  await hall.host.until(
    () => hall.host.view.projector.current === talk && hall.host.view.projector.clock?.status === 'running',
  );
  return talk;
};
/** Leaves so many milliseconds on the running clock; negative for over time. */
export const leave = async (hall: Hall, talk: string, left: number): Promise<void> => {
  const { clock } = hall.host.view.projector;
  if (!clock) throw new Error('no clock');
  const spent = clock.elapsed + (clock.startedAt === undefined ? 0 : Date.now() - clock.startedAt);
  await hall.host.must({
    type: 'countdown.limit',
    item: talk,
    from: clock.limit,
    to: Math.max(0, Math.round(spent + left)),
  });
};
export const scene = async (hall: Hall, to: Parameters<typeof sceneCommand>[1]): Promise<void> => {
  await hall.host.must(sceneCommand(hall.host.view.projector.serial, to));
  await hall.host.until(() => hall.host.view.projector.scene.kind === to.kind);
};
type SceneCommand = Extract<Parameters<Actor<'host'>['must']>[0], { type: 'scene.show' }>;
const sceneCommand = (from: number, to: SceneCommand['scene']): SceneCommand => ({
  type: 'scene.show',
  from,
  scene: to,
});
