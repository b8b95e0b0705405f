import { workspaceCommands } from '@rostrum/domain';
import * as v from 'valibot';
import { expect, it } from 'vitest';
import { DraftKeeper } from './draft-keeper.ts';
import { createCommand, emptyDraft, instantOf, sessionProblems, suggestions, timetable } from './session-draft.ts';

let keys = 0;
const fresh = () =>
  emptyDraft({ now: new Date(2026, 9, 29, 10).getTime(), language: 'zh', newKey: () => `k${++keys}` });
const filled = () => {
  const draft = fresh();
  draft.title = ' 一线的日与夜 ';
  const [first] = draft.talks;
  if (first)
    Object.assign(first, { name: '高远', unit: '一所', member: 'm1', title: '调度台', minutes: '１５', remote: true });
  draft.judges = [
    { key: 'j1', name: '陈立', unit: '' },
    { key: 'j2', name: ' ', unit: '空行' },
  ];
  return draft;
};

it('begins tomorrow, with the preset of its language', () => {
  expect(fresh()).toMatchObject({ date: '2026-10-30', time: '14:30', programme: '' });
  expect(sessionProblems(fresh()).map((one) => one.at)).toEqual(['title']);
});
it('makes the command that the workspace takes; empty rows are nobody', () => {
  expect(sessionProblems(filled())).toEqual([]);
  const { type, ...command } = createCommand(filled());
  expect(v.safeParse(workspaceCommands[type], command).success).toBe(true);
  expect(command).toMatchObject({
    title: '一线的日与夜',
    startsAt: new Date(2026, 9, 30, 14, 30).getTime(),
    talks: [{ title: '调度台', minutes: 15, remote: true, speaker: { name: '高远', unit: '一所', member: 'm1' } }],
    judges: [{ name: '陈立' }],
    remotes: [],
  });
  expect(command).not.toHaveProperty('programme');
});
it('seats judges, names head judge and clerk, and gives talks their teams where teams are ranked', () => {
  const draft = filled();
  draft.headJudge.name = '方淑贞';
  draft.judges[0]!.panel = 'listeners';
  draft.talks[0]!.team = ' 一队 ';
  expect(createCommand(draft)).toMatchObject({
    headJudge: { name: '方淑贞' },
    judges: [{ name: '陈立', panel: 'listeners' }],
  });
  expect(createCommand(draft)).not.toHaveProperty('clerk');
  expect(createCommand(draft).talks[0]).not.toHaveProperty('team');
  draft.rules.set.teams = { take: 'sum', tooFew: 'none', rounding: { mode: 'half-up', decimals: 2 } };
  const { type, ...command } = createCommand(draft);
  expect(command.talks[0]).toHaveProperty('team', '一队');
  expect(v.safeParse(workspaceCommands[type], command).success).toBe(true);
});
it('says which row lacks what', () => {
  const draft = filled();
  const [first, second] = draft.talks;
  if (first && second) {
    first.title = '';
    Object.assign(second, { title: '没有讲者', minutes: '0' });
    expect(sessionProblems(draft).map((one) => `${one.at} ${one.code}`)).toEqual([
      `talks.${first.key}.title missing`,
      `talks.${second.key}.name missing`,
      `talks.${second.key}.minutes out-of-range`,
    ]);
  }
});
it('a date and a time make an instant, or none', () => {
  expect(instantOf('2026-10-30', '14:30')).toBe(new Date(2026, 9, 30, 14, 30).getTime());
  for (const [date, time] of [
    ['', '14:30'],
    ['2026-10-30', ''],
    ['30/10/2026', '14:30'],
  ] as const)
    expect(instantOf(date, time)).toBeUndefined();
});
it('talks follow one another', () => {
  const plan = timetable(0, [
    { key: 'a', minutes: 12 },
    { key: 'b', minutes: Number.NaN },
    { key: 'c', minutes: 5 },
  ]);
  expect(plan).toEqual({
    slots: [
      { key: 'a', startsAt: 0 },
      { key: 'b', startsAt: 720_000 },
      { key: 'c', startsAt: 720_000 },
    ],
    endsAt: 1_020_000,
    minutes: 17,
  });
});
it('the unit tells namesakes apart, and only them', () => {
  const member = (id: string, name: string, unit?: string) => ({
    member: id,
    name,
    ...(unit === undefined ? {} : { unit }),
    spoke: [],
    scheduled: [],
  });
  const labels = suggestions([member('1', '高远', '一所'), member('2', '高远', '二所'), member('3', '白鹭', '机关')]);
  expect(labels.map((one) => one.label)).toEqual(['高远 · 一所', '高远 · 二所', '白鹭']);
});

it('a kept draft comes back, one of another shape does not, and a broken storage stops nobody', () => {
  const kept = new Map<string, string>();
  const storage = {
    getItem: (key: string) => kept.get(key) ?? null,
    setItem: (key: string, value: string) => void kept.set(key, value),
    removeItem: (key: string) => void kept.delete(key),
  };
  const keeper = new DraftKeeper<{ title: string }>(storage, 'd', 1);
  expect(keeper.read()).toBeUndefined();
  keeper.keep({ title: '一' });
  expect(keeper.read()).toEqual({ title: '一' });
  expect(new DraftKeeper(storage, 'd', 2).read()).toBeUndefined();
  kept.set('d', '{');
  expect(keeper.read()).toBeUndefined();
  keeper.forget();
  expect(kept.size).toBe(0);
  const full = () => {
    throw new DOMException('full', 'QuotaExceededError');
  };
  const broken = new DraftKeeper({ getItem: full, setItem: full, removeItem: full }, 'd', 1);
  broken.keep({ title: '二' });
  broken.forget();
  expect(broken.read()).toBeUndefined();
});
