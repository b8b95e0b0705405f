import { describe, expect, it } from 'vitest';
import type { SessionState, StampedSessionEvent } from './session.ts';
import { evolveSession } from './session.ts';
import { scenario } from './testing/scenario.ts';
import { audienceView } from './views/audience.ts';
import { hostView } from './views/host.ts';
import { projectorView } from './views/projector.ts';
import { speakerView } from './views/speaker.ts';

const bytes = (view: unknown): number => Buffer.byteLength(JSON.stringify(view));
const crowd = scenario('questions', { crowd: 10_000, questions: 300, ids: 'long' });

describe('the crowd', () => {
  it('[VI7] 10,000 participants and 300 questions: the audience’s snapshot is at most 30 KB, the host’s 150 KB', () => {
    expect(Object.keys(crowd.state.people.participants).length).toBeGreaterThan(10_000);
    expect(Object.keys(crowd.state.questions.items)).toHaveLength(300);
    expect(bytes(audienceView(crowd.state))).toBeLessThanOrEqual(30_000);
    expect(Object.keys(audienceView(crowd.state).questions)).toHaveLength(70);
    expect(bytes(hostView(crowd.state))).toBeLessThanOrEqual(150_000);
    expect(bytes(projectorView(crowd.state))).toBeLessThanOrEqual(30_000);
    expect(bytes(speakerView(crowd.state, crowd.speakers[0]!))).toBeLessThanOrEqual(30_000);
  });
  it('[VI7] the same with every question as long as it may be, in Chinese, and every asker named', () => {
    const items = Object.fromEntries(
      Object.values(crowd.state.questions.items).map((one, index) => [
        one.question,
        {
          ...one,
          text: '问'.repeat(300),
          asker: crowd.guests[index]!,
          status: index % 3 === 0 ? ('answered' as const) : ('open' as const),
        },
      ]),
    );
    const state: SessionState = { ...crowd.state, questions: { ...crowd.state.questions, items } };
    expect(bytes(audienceView(state))).toBeLessThanOrEqual(30_000);
    expect(Object.keys(audienceView(state).questions).length).toBeGreaterThan(15);
    expect(bytes(hostView(state))).toBeLessThanOrEqual(150_000);
  });

  const counted = (state: SessionState) => {
    let copies = 0;
    const participants = new Proxy(state.people.participants, {
      ownKeys: (target) => ((copies += 1), Reflect.ownKeys(target)),
    });
    return { state: { ...state, people: { ...state.people, participants } }, copies: () => copies };
  };
  it('[VI8] a thousand votes in one batch leave the participants untouched', () => {
    const question = Object.values(crowd.state.questions.items).find((one) => one.status === 'open')!.question;
    const { state, copies } = counted(crowd.state);
    const votes = crowd.guests
      .slice(100, 1100)
      .map((voter): StampedSessionEvent => ({ type: 'question.voted', question, voter, at: crowd.now }));
    const after = evolveSession(state, votes);
    expect(after.questions.items[question]!.votes).toBe(crowd.state.questions.items[question]!.votes + 1000);
    expect(copies()).toBe(0);
    expect(after.people).toBe(state.people);
    expect(after.order).toBe(state.order);
    expect(after.judging).toBe(state.judging);
  });
  it('[VI8] a thousand arrivals in one batch copy the participants once, not once an event', () => {
    const { state, copies } = counted(crowd.state);
    const joins = Array.from({ length: 1000 }, (_one, index): StampedSessionEvent => ({
      type: 'participant.joined',
      participant: `new${index}`,
      role: 'audience',
      at: crowd.now,
    }));
    const after = evolveSession(state, joins);
    expect(after.people.joined).toBe(crowd.state.people.joined + 1000);
    expect(copies()).toBeLessThanOrEqual(3);
  });
});
