import type { RuleSet } from '@rostrum/scoring';
import { DEFAULT_SETTINGS, type Settings } from '../session-info.ts';
import { MICRO_LECTURE, type JudgingRules } from '../rules.ts';
import type { SessionEvent } from '../session.ts';
import { as, DAWN, MINUTE } from './context.ts';

/** The people of the small world that tests by events begin with. */
export const HOST = as('host', 'host');
export const KEEPER = as('timekeeper', 'keeper');
export const SPEAKER = as('speaker', 'ana');
export const OTHER = as('speaker', 'ben');
export const REMOTE = as('remote', 'rey');
export const HEAD = as('head-judge', 'head');
export const CLERK = as('clerk', 'clerk');
export const CLERK_2 = as('clerk', 'clerk2');
export const GUEST = as('audience', 'guest');
export const judge = (name: 'j1' | 'j2' | 'j3') => as('judge', name);

export interface WorldOptions {
  settings?: Partial<Settings>;
  rules?: Partial<JudgingRules>;
  panel?: string[];
}
/** The usual rules with a change to what is computed. */
export const rulesWith = (set: Partial<RuleSet>): Partial<JudgingRules> => ({ set: { ...MICRO_LECTURE.set, ...set } });
/** A prepared session: two talks t1 (by ana, deck d1) and t2 (by ben), ten minutes each, a break b3, judges j1 to j3. */
export const prepared = (options: WorldOptions = {}): SessionEvent[] => {
  const people = {
    host: 'host',
    keeper: 'timekeeper',
    ana: 'speaker',
    ben: 'speaker',
    rey: 'remote',
    j1: 'judge',
    j2: 'judge',
    j3: 'judge',
    head: 'head-judge',
    clerk: 'clerk',
    clerk2: 'clerk',
  } as const;
  const item = (name: string, key: number, speaker?: string): SessionEvent => ({
    type: 'item.added',
    item: name,
    key,
    kind: speaker === undefined ? 'break' : 'talk',
    title: `Title ${name}`,
    planned: 10 * MINUTE,
    warnAt: 2 * MINUTE,
    finalAt: MINUTE / 2,
    ...(speaker === undefined ? {} : { speaker }),
  });
  return [
    {
      type: 'session.opened',
      session: 's1',
      run: 1,
      workspace: 'House',
      code: '123456',
      guestKey: 'key-of-guests',
      title: 'Session',
      startsAt: DAWN,
      place: 'Hall',
      language: 'en',
      theme: 'neutral',
      settings: { ...DEFAULT_SETTINGS, moderation: false, ...options.settings },
    },
    ...Object.entries(people).map(([participant, role]): SessionEvent => ({
      type: 'participant.added',
      participant,
      name: `Name ${participant}`,
      roles: [role],
    })),
    ...Object.entries(people).map(([participant, role]): SessionEvent => ({
      type: 'link.issued',
      link: `link-${participant}`,
      participant,
      role,
    })),
    item('t1', 1, 'ana'),
    item('t2', 2, 'ben'),
    item('b3', 3),
    {
      type: 'deck.accepted',
      deck: 'd1',
      talk: 't1',
      name: 'One.pdf',
      kind: 'pdf',
      pages: 5,
      bytes: 1000,
      shapes: [1778, 1778, 1333, 1778, 1778],
    },
    {
      type: 'judging.configured',
      rules: { ...MICRO_LECTURE, ...options.rules },
      panels: { judges: options.panel ?? ['j1', 'j2', 'j3'] },
    },
    { type: 'participant.joined', participant: 'guest', role: 'audience', name: 'Guest' },
  ];
};
/** The same, begun, with t1 on and its clock started at `DAWN + MINUTE`. */
export const running = (options: WorldOptions = {}): SessionEvent[] => [
  ...prepared(options),
  { type: 'session.started' },
  { type: 'item.opened', to: 't1' },
  { type: 'judging.opened', talk: 't1' },
  { type: 'countdown.started', item: 't1', from: DAWN + MINUTE },
];
export const started = (options: WorldOptions = {}): SessionEvent[] => running(options).slice(0, -1);
