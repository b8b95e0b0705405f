import { describe, expect, it } from 'vitest';
import { judgingOf } from '../judging-state.ts';
import {
  evolveSession,
  foldSession,
  initialSession,
  sessionEvents,
  type SessionState,
  type StampedSessionEvent,
} from '../session.ts';
import { undoable } from '../undo.ts';
import { as, seeded } from './context.ts';
import { Fuzz } from './fuzz.ts';
import { canonical } from './given.ts';
import { meView, touches } from '../views/me.ts';
import { viewersOf, viewFor } from './viewers.ts';

const SEEDS = Array.from({ length: 18 }, (_one, index) => 100 + index);
const STEPS = 260;
const fuzzOf = (seed: number) => {
  const random = seeded(seed);
  const dice = (limit: number) => Math.floor(random() * limit);
  return { dice, fuzz: new Fuzz(dice, (['live', 'talk', 'end'] as const)[seed % 3]!) };
};

const empty = (value: unknown, path: string): string[] => {
  if (value === null || value === undefined) return [path];
  if (typeof value !== 'object') return [];
  return Object.entries(value).flatMap(([key, one]) => empty(one, `${path}.${key}`));
};
/** What a person would call the state of things: without what the log alone knows (ids, what the hall has seen, serials). */
const meaning = (state: SessionState) => ({
  order: state.order,
  clocks: state.countdown.clocks,
  pages: Object.values(state.decks.decks).map((one) => one.page),
  questions: state.questions.items,
  counts: state.questions.counts,
  scene: state.projector.scene,
  hands: state.stage.hands,
  invited: state.stage.invited,
  judging: Object.keys(state.order.items).map((talk) => {
    const { status, openedAt, deductions, excused } = judgingOf(state, talk);
    const taken = Object.values(deductions).map(({ deduction: _id, ...one }) => canonical(one));
    return { talk, status, openedAt, excused, taken: taken.sort() };
  }),
});

describe('random stories', () => {
  for (const seed of SEEDS) {
    it(`[RU1] [VI1] [VI2] [QU8] folding, counters and views hold at every step (seed ${seed})`, () => {
      const { fuzz } = fuzzOf(seed);
      const { play } = fuzz;
      for (let step = 0; step < STEPS; step += 1) {
        fuzz.step();
        if (step % 10 > 0) continue;
        const { state } = play;
        expect(JSON.parse(JSON.stringify(state)), `step ${step}`).toEqual(state);
        const counts = { waiting: 0, open: 0, hidden: 0, answered: 0 };
        for (const one of Object.values(state.questions.items)) {
          counts[one.status] += 1;
          expect(one.votes).toBe(Object.keys(state.questions.voters[one.question] ?? {}).length);
        }
        expect(state.questions.counts).toEqual(counts);
        const here = { hall: 0, afar: 0, unsaid: 0 };
        const people = Object.values(state.people.participants);
        for (const one of people)
          if (
            one.joinedAt !== undefined &&
            one.leftAt === undefined &&
            one.present?.some((role) => role !== 'projector')
          )
            here[one.place ?? 'unsaid'] += 1;
        expect(state.people.here).toEqual(here);
        expect(state.people.joined).toBe(people.filter((one) => one.guest).length);
        for (const viewer of viewersOf(state)) expect(empty(viewFor(state, viewer), viewer.role)).toEqual([]);
      }
      const byOne = play.events.reduce((state: SessionState, event) => evolveSession(state, [event]), initialSession);
      expect(canonical(byOne)).toBe(canonical(play.state));
      expect(canonical(evolveSession(initialSession, play.events))).toBe(canonical(play.state));
      const open = foldSession(initialSession);
      for (const event of play.events) open.apply([event]);
      expect(canonical(open.end())).toBe(canonical(play.state));
      const rest = play.events.length >> 1;
      const snapshot = JSON.parse(
        JSON.stringify(evolveSession(initialSession, play.events.slice(0, rest))),
      ) as SessionState;
      expect(canonical(evolveSession(snapshot, play.events.slice(rest)))).toBe(canonical(play.state));
    });

    it(`[UN2] whatever can be undone at once is as if it had not been pressed (seed ${seed})`, () => {
      const { fuzz, dice } = fuzzOf(seed);
      const { play } = fuzz;
      const undone = new Set<string>();
      for (let step = 0; step < STEPS; step += 1) {
        const before = play.state;
        const { command, accepted } = fuzz.step();
        if (!accepted || dice(2) === 0 || undoable(play.state, play.lastCommand) !== 'ok') continue;
        play.run({ type: 'undo', target: play.lastCommand }, as('host', fuzz.seed.host));
        undone.add(command.type);
        expect(canonical(meaning(play.state)), `step ${step}: ${command.type}`).toBe(canonical(meaning(before)));
      }
      expect(undone.size).toBeGreaterThan(2);
    });

    it(`[SY5] whose personal view an event changes is named by \`touches\` (seed ${seed})`, () => {
      const { fuzz } = fuzzOf(seed);
      const { play } = fuzz;
      const views = (state: SessionState) =>
        new Map(Object.keys(state.people.participants).map((one) => [one, JSON.stringify(meView(state, one))]));
      for (let step = 0; step < STEPS; step += 1) {
        const before = play.state;
        const known = play.events.length;
        const { command } = fuzz.step();
        if (step % 7 === 0) play.attempt({ type: 'undo', target: play.lastCommand }, as('host', fuzz.seed.host));
        const old = views(before);
        const named = new Set(play.events.slice(known).flatMap((event) => touches(play.state, event)));
        for (const [one, view] of views(play.state)) {
          if (old.get(one) !== view) expect(named.has(one), `step ${step}: ${command.type} changes ${one}`).toBe(true);
        }
      }
    });

    it(`[RU2] folding is total: events in any order, or of things that are gone, never throw (seed ${seed})`, () => {
      const { fuzz, dice } = fuzzOf(seed);
      for (let step = 0; step < STEPS; step += 1) fuzz.step();
      const shuffled: StampedSessionEvent[] = [];
      for (const event of fuzz.play.events) if (dice(3) > 0) shuffled.splice(dice(shuffled.length + 1), 0, event);
      const state = evolveSession(initialSession, shuffled);
      expect(JSON.parse(JSON.stringify(state))).toEqual(state);
    });
  }

  it('the stories reach every kind of event that people cause', () => {
    const reached = new Set<string>();
    for (const seed of SEEDS) {
      const { fuzz } = fuzzOf(seed);
      for (let step = 0; step < 2 * STEPS; step += 1) fuzz.step();
      for (const event of fuzz.play.events) reached.add(event.type);
    }
    // Left to the tests of their own rows: a run's end, undo, a record opened again, and what needs a jury that agrees.
    const own = ['run.closed', 'undone', 'record.reopened', 'vote.rated', 'figure.entered'];
    const agreed = ['tie.opened', 'tie.voted', 'tie.closed'];
    const final = ['result.finalised', 'result.signed', 'result.reopened', 'result.released'];
    for (const type of [...own, ...agreed, ...final]) reached.add(type);
    expect(Object.keys(sessionEvents).filter((type) => !reached.has(type))).toEqual([]);
  });
});
