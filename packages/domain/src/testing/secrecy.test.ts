import { describe, expect, it } from 'vitest';
import { seeded } from './context.ts';
import { Fuzz } from './fuzz.ts';
import { Oracle, type SecretKind } from './secrecy.ts';
import { scenario } from './scenario.ts';
import { viewersOf, viewFor, type Viewer } from './viewers.ts';

const SEEDS = Array.from({ length: 24 }, (_one, index) => index + 1);
const modeOf = (seed: number) => (['live', 'talk', 'end'] as const)[seed % 3]!;
const watch = (seed: number, steps: number, look: (fuzz: Fuzz, oracle: Oracle) => void) => {
  const random = seeded(seed);
  const fuzz = new Fuzz((limit) => Math.floor(random() * limit), modeOf(seed));
  const oracle = new Oracle();
  let known = 0;
  for (let step = 0; step < steps; step += 1) {
    fuzz.step();
    oracle.follow(fuzz.play.state, fuzz.play.events.slice(known));
    known = fuzz.play.events.length;
    look(fuzz, oracle);
  }
  return { fuzz, oracle };
};

describe('secrecy', () => {
  for (const seed of SEEDS) {
    it(`[VI4] no view ever holds what its role may not see (seed ${seed}, marks ${modeOf(seed)})`, () => {
      let step = 0;
      watch(seed, 240, ({ play }, oracle) => {
        if ((step += 1) % 4 > 0) return;
        for (const viewer of viewersOf(play.state)) {
          const found = oracle.leaks(JSON.stringify(viewFor(play.state, viewer)), viewer, play.state);
          expect(found, `step ${step}`).toEqual([]);
        }
      });
    });
  }

  it('the stories hold secrets of every kind, so that a leak of each could be found', () => {
    const kinds = new Set<SecretKind>();
    for (const seed of SEEDS.slice(0, 6))
      for (const one of watch(seed, 240, () => undefined).oracle.secrets) kinds.add(one.kind);
    expect([...kinds].sort()).toEqual(
      [
        'asker-secret',
        'comment',
        'deck',
        'deck-name',
        'deduction-note',
        'draft',
        'excuse',
        'figure',
        'join-key',
        'link',
        'mark',
        'message',
        'name',
        'note',
        'question',
        'record',
        'return',
      ].sort(),
    );
  });

  it('[PR2] who asked anonymously stands neither in the event nor near the question in any view', () => {
    let seen = 0;
    for (const seed of SEEDS.slice(0, 8)) {
      watch(seed, 120, ({ play, askers }) => {
        for (const [question, asker] of askers) {
          const asked = play.events.find((one) => one.type === 'question.asked' && one.question === question);
          expect(JSON.stringify(asked)).not.toContain(asker);
          for (const viewer of viewersOf(play.state)) {
            const { questions = {} } = viewFor(play.state, viewer) as { questions?: Record<string, unknown> };
            if (!questions[question]) continue;
            seen += 1;
            expect(JSON.stringify(questions[question])).not.toContain(asker);
            expect(viewer.role).not.toBe('me');
          }
        }
      });
    }
    expect(seen).toBeGreaterThan(50);
  });
});

/** A view with something added that its role may not see: the oracle must say so, else it proves nothing. */
describe('planted leaks are caught', () => {
  const held = scenario('judging', {
    settings: { marksShown: 'end' },
    ids: 'long',
    sheets: 3,
    questions: 12,
    language: 'en',
  });
  const oracle = new Oracle();
  oracle.follow(held.state, held.events);
  const catches = (viewer: Viewer, kind: SecretKind, extra: unknown) => {
    const view = { ...(viewFor(held.state, viewer) as object), planted: extra };
    expect(oracle.leaks(JSON.stringify(viewFor(held.state, viewer)), viewer, held.state)).toEqual([]);
    expect(oracle.leaks(JSON.stringify(view), viewer, held.state).map((one) => one.kind)).toContain(kind);
  };
  const { state } = held;
  const waiting = Object.values(state.questions.items).find((one) => one.status === 'waiting')!;
  const hidden = Object.values(state.questions.items).find((one) => one.status === 'hidden')!;
  const [first] = held.judges;
  const sheet = state.judging.talks[held.talks[0]!]!.sheets[first!]!;

  it('a waiting and a hidden question before the audience, the projector and a speaker', () => {
    for (const role of ['audience', 'projector'] as const) catches({ role }, 'question', waiting);
    catches({ role: 'speaker', participant: held.speakers[0]! }, 'question', hidden.text);
  });
  it('the hash of an asker before the host', () => {
    catches({ role: 'host' }, 'asker-secret', Object.values(state.questions.items).find((one) => one.secret)!.secret);
  });
  it('a comment before the host, another judge and the hall', () => {
    const { comment } = sheet.sent!;
    catches({ role: 'host' }, 'comment', comment);
    catches({ role: 'judge', participant: held.judges[1]! }, 'comment', comment);
    catches({ role: 'projector' }, 'comment', comment);
  });
  it('a judge’s name before the audience', () => {
    catches({ role: 'audience' }, 'name', state.people.participants[first!]!.name);
  });
  it('the deck of a later talk before the audience and other speakers', () => {
    const { deck } = state.decks.decks[held.talks[2]!]!;
    catches({ role: 'audience' }, 'deck', deck);
    catches({ role: 'speaker', participant: held.speakers[0]! }, 'deck', deck);
  });
  it('a link before the projector, the join key before the audience', () => {
    catches({ role: 'projector' }, 'link', Object.keys(state.people.links)[0]);
    catches({ role: 'audience' }, 'join-key', state.info.guestKey);
  });
  it('a held mark and a mean before the host, a judge and the hall', () => {
    const random = seeded(4);
    const fuzz = new Fuzz((limit) => Math.floor(random() * limit), 'end');
    const watching = new Oracle();
    const { play, seed } = fuzz;
    play.run({ type: 'item.open', to: seed.talks[0]! }, { role: 'host', participant: seed.host });
    const marks = ['91.234567', '83.345671'];
    marks.forEach((mark, index) =>
      play.run(
        { type: 'sheet.send', talk: seed.talks[0]!, marks: { whole: mark }, comment: '' },
        { role: 'judge', participant: seed.judges[index]! },
      ),
    );
    play.run(
      { type: 'sheet.draft', talk: seed.talks[0]!, marks: { whole: '77.456713' }, comment: '' },
      { role: 'judge', participant: seed.judges[2]! },
    );
    watching.follow(play.state, play.events);
    const seen = (viewer: Viewer, extra: string) =>
      watching.leaks(JSON.stringify(viewFor(play.state, viewer)) + extra, viewer, play.state).map((one) => one.kind);
    for (const viewer of [
      { role: 'host' },
      { role: 'audience' },
      { role: 'judge', participant: seed.judges[1]! },
    ] as const) {
      expect(seen(viewer, '')).toEqual([]);
      expect(seen(viewer, marks[0]!)).toEqual(['mark']);
      expect(seen(viewer, '77.456713')).toEqual(['draft']);
      expect(seen(viewer, '87.290119')).toEqual(['figure']);
    }
    expect(seen({ role: 'judge', participant: seed.judges[0]! }, marks[0]!)).toEqual([]);
  });
});
