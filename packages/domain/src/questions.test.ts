import * as v from 'valibot';
import { describe, expect, it } from 'vitest';
import { byVotes } from './question-order.ts';
import { questionCommands } from './questions.ts';
import type { SessionEvent } from './session.ts';
import { anonymously } from './testing/context.ts';
import { GUEST, HOST, prepared, REMOTE, running } from './testing/events.ts';
import { given } from './testing/given.ts';
import { audienceView } from './views/audience.ts';
import { hostView } from './views/host.ts';
import { meView } from './views/me.ts';
import { projectorView } from './views/projector.ts';
import { speakerView } from './views/speaker.ts';

const asked = (more: object = {}): SessionEvent => ({
  type: 'question.asked',
  question: 'q1',
  text: 'Why?',
  asker: 'guest',
  waiting: false,
  ...more,
});
const question = 'q1';

describe('asking', () => {
  it('[QU1] has 1 to 300 characters: a rare Han character and an emoji are one each, spaces around it none', () => {
    const isTaken = (text: string): boolean =>
      v.safeParse(questionCommands['question.ask'], { text, named: true }).success;
    for (const one of ['为', '\u{20BB7}', '👍']) {
      expect(isTaken(one)).toBe(true);
      expect(isTaken(` ${one.repeat(300)} `)).toBe(true);
      expect(isTaken(one.repeat(301))).toBe(false);
    }
    expect(isTaken('')).toBe(false);
    expect(isTaken(' \n ')).toBe(false);
  });
  it('[QU3] [QU10] by name, of the current talk; the acknowledgement brings its id', () => {
    given(...running())
      .when({ type: 'question.ask', text: 'Why?', named: true }, GUEST)
      .then({ type: 'question.asked', question: 'a1', text: 'Why?', waiting: false, talk: 't1', asker: 'guest' })
      .thenAnswers({ question: 'a1' });
    given(...running())
      .when({ type: 'question.ask', text: 'Why?', named: true, talk: 'gone' }, GUEST)
      .then({ type: 'question.asked', question: 'a1', text: 'Why?', waiting: false, talk: 't1', asker: 'guest' });
  });
  it('[PR2] anonymously: the hash of a secret and no participant', () => {
    const { state } = given(...running())
      .when({ type: 'question.ask', text: 'Why?', named: false }, anonymously('hash'))
      .then({ type: 'question.asked', question: 'a1', text: 'Why?', waiting: false, talk: 't1', secret: 'hash' });
    expect(hostView(state).questions['a1']).toEqual({
      question: 'a1',
      text: 'Why?',
      askedAt: expect.any(Number) as number,
      votes: 0,
      status: 'open',
      talk: 't1',
    });
  });
  it('[PR2] an author who comes along with an anonymous question is not kept', () => {
    const { state } = given(...running()).when(
      { type: 'question.ask', text: 'Why?', named: false },
      { role: 'audience', anonymous: 'hash', participant: 'guest' },
    );
    expect(JSON.stringify(state.questions)).not.toContain('guest');
    expect(meView(state, 'guest').questions).toEqual({});
  });
  it('[QU3] [QU9] refusals', () => {
    given(...running())
      .when({ type: 'question.ask', text: 'Why?', named: true }, anonymously('hash'))
      .thenRefused('no-author');
    given(...running())
      .when({ type: 'question.ask', text: 'Why?', named: false }, GUEST)
      .thenRefused('no-author');
    given(...running({ settings: { anonymousQuestions: false } }))
      .when({ type: 'question.ask', text: 'Why?', named: false }, anonymously('hash'))
      .thenRefused('anonymous-off');
    given(...running(), { type: 'session.ended' })
      .when({ type: 'question.ask', text: 'Why?', named: true }, GUEST)
      .thenRefused('questions-closed');
    given(...prepared())
      .when({ type: 'question.ask', text: 'Early?', named: true }, GUEST)
      .thenKinds('question.asked');
  });
  it('[QU6] at most twenty waiting or open of one author', () => {
    const many = Array.from({ length: 20 }, (_one, index) => asked({ question: `q${index}` }));
    given(...running(), ...many)
      .when({ type: 'question.ask', text: 'More?', named: true }, GUEST)
      .thenRefused('too-many-questions', { limit: 20 });
    given(...running(), ...many, { type: 'question.answered', question: 'q3' })
      .when({ type: 'question.ask', text: 'More?', named: true }, GUEST)
      .thenKinds('question.asked');
  });
});

describe('voting', () => {
  it('[QU4] once each, and back', () => {
    const vote = given(...running(), asked())
      .when({ type: 'question.vote', question }, GUEST)
      .then({ type: 'question.voted', question, voter: 'guest' });
    vote.when({ type: 'question.vote', question }, GUEST).thenNothing();
    expect(meView(vote.state, 'guest').votes).toEqual({ q1: true });
    const back = vote.when({ type: 'question.unvote', question }, GUEST);
    back.when({ type: 'question.unvote', question }, GUEST).thenNothing();
    expect(back.state.questions.items[question]?.votes).toBe(0);
  });
  it('[QU4] only open questions, only by participants', () => {
    given(...running(), asked({ waiting: true }))
      .when({ type: 'question.vote', question }, REMOTE)
      .thenRefused('question-not-open');
    given(...running(), asked())
      .when({ type: 'question.vote', question }, anonymously('hash'))
      .thenRefused('no-author');
    given(...running())
      .when({ type: 'question.vote', question: 'constructor' }, GUEST)
      .thenRefused('unknown-question');
  });
});

describe('moderation', () => {
  it('[QU2] a waiting question is seen by the host and its asker only', () => {
    const { state } = given(...running({ settings: { moderation: true } })).when(
      { type: 'question.ask', text: 'Why?', named: true },
      GUEST,
    );
    expect(Object.keys(hostView(state).questions)).toEqual(['a1']);
    expect(Object.keys(meView(state, 'guest').questions)).toEqual(['a1']);
    expect(audienceView(state).questions).toEqual({});
    expect(speakerView(state, 'ana').questions).toEqual({});
  });
  it.each(['approve', 'hide', 'feature', 'answer'] as const)('[QU5] a second %s does nothing', (verb) => {
    const type = `question.${verb}` as const;
    const once = given(...running(), asked({ waiting: true })).when({ type, question }, HOST);
    expect(once.decision.ok && once.decision.events).toHaveLength(1);
    once.when({ type, question }, HOST).thenNothing();
  });
  it('[QU5] featuring opens what waits; hidden and answered ones are restored first and lose it', () => {
    const featured = given(...running(), asked({ waiting: true })).when({ type: 'question.feature', question }, HOST);
    expect(featured.state.questions).toMatchObject({
      items: { q1: { status: 'open', featured: true } },
      counts: { open: 1, waiting: 0 },
    });
    for (const verb of ['question.hide', 'question.answer'] as const) {
      const gone = featured.when({ type: verb, question }, HOST);
      expect(gone.state.questions.items[question]?.featured).toBe(false);
      gone.when({ type: 'question.feature', question }, HOST).thenRefused('question-not-open');
      gone
        .when({ type: 'question.restore', question }, HOST)
        .when({ type: 'question.restore', question }, HOST)
        .thenNothing();
    }
    featured
      .when({ type: 'question.unfeature', question }, HOST)
      .when({ type: 'question.unfeature', question }, HOST)
      .thenNothing();
  });
  it('[QU7] featured first, then votes, then age', () => {
    const one = (name: string, votes: number, askedAt: number, featured = false) => ({
      question: name,
      votes,
      askedAt,
      featured,
    });
    expect(
      [one('c', 3, 2), one('a', 3, 1), one('b', 0, 0, true), one('d', 9, 5)].sort(byVotes).map((it) => it.question),
    ).toEqual(['b', 'd', 'a', 'c']);
  });
});

describe('on the projector', () => {
  it('[VI5] a question that is hidden leaves the hall; scenes demand an open one', () => {
    const show = { type: 'scene.show', from: 0, scene: { kind: 'question', question } } as const;
    given(...running())
      .when(show, HOST)
      .thenRefused('unknown-question');
    given(...running(), asked({ waiting: true }))
      .when(show, HOST)
      .thenRefused('question-not-open');
    const shown = given(...running(), asked()).when(show, HOST);
    expect(projectorView(shown.state).question?.text).toBe('Why?');
    expect(audienceView(shown.state).onScreen).toBe('q1');
    const { state } = shown.when({ type: 'question.hide', question }, HOST);
    expect(projectorView(state).question).toBeUndefined();
    expect(audienceView(state).onScreen).toBeUndefined();
    expect(speakerView(state, 'ana').onScreen).toBeUndefined();
  });
  it('scenes: the same again does nothing, an outdated press and what cannot be shown are refused', () => {
    const black = given(...running()).when({ type: 'scene.show', from: 0, scene: { kind: 'black' } }, HOST);
    black.when({ type: 'scene.show', from: 0, scene: { kind: 'black' } }, HOST).thenNothing();
    black.when({ type: 'scene.show', from: 0, scene: { kind: 'talk' } }, HOST).thenRefused('changed-meanwhile');
    black.when({ type: 'scene.show', from: 1, scene: { kind: 'reveal' } }, HOST).thenRefused('nothing-to-reveal');
    black
      .when({ type: 'scene.show', from: 1, scene: { kind: 'judging', talk: 't2' } }, HOST)
      .thenRefused('unknown-item');
    given(...running({ settings: { marksShown: 'talk' } }))
      .when({ type: 'scene.show', from: 0, scene: { kind: 'live', talk: 't1' } }, HOST)
      .thenRefused('marks-are-held');
  });
});
