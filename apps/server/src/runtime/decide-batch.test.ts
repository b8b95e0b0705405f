import {
  decideSession,
  evolveSession,
  foldSession,
  initialSession,
  type SessionCommand,
  type SessionEvent,
  type SessionState,
} from '@rostrum/domain';
import { canonical, given, started } from '@rostrum/domain/testing';
import { expect, test } from 'vitest';
import { decideBatch, type Domain, type Job } from './decide-batch.ts';

const STEPWISE: Domain<SessionState, SessionCommand, SessionEvent> = {
  initial: initialSession,
  decide: decideSession,
  evolve: evolveSession,
};
const job = (
  command: SessionCommand,
  participant: string,
  role: 'host' | 'audience' | 'remote' | 'system',
): Job<SessionCommand> => ({
  author: role === 'system' ? { role } : { role, participant },
  command,
  id: `command-${JSON.stringify(command).length}-${participant}`,
  keyAuthor: participant,
  contentHash: '',
});

test('[VI8] commands decided together on an open fold come out as one after another, and hold nothing of it', () => {
  const { state } = given(...started());
  const [talk = '', next = ''] = Object.values(state.order.items)
    .sort((a, b) => a.key - b.key)
    .map((one) => one.item);
  const host = Object.values(state.people.participants).find((one) => one.roles.includes('host'))?.participant ?? '';
  const at = state.order.current;
  const batch = [
    job({ type: 'participant.join', participant: 'g1', role: 'audience', place: 'hall' }, 'system', 'system'),
    job({ type: 'question.ask', text: 'Why?', named: true }, 'g1', 'audience'),
    job({ type: 'question.vote', question: 'id1' }, 'g1', 'audience'),
    job({ type: 'question.vote', question: 'id1' }, 'g2', 'audience'),
    job({ type: 'question.vote', question: 'id1' }, 'g2', 'remote'),
    job({ type: 'question.feature', question: 'id1' }, host, 'host'),
    job({ type: 'item.open', ...(at === undefined ? {} : { from: at }), to: at === talk ? next : talk }, host, 'host'),
    job({ type: 'question.hide', question: 'none' }, host, 'host'),
    job({ type: 'scene.show', scene: { kind: 'black' } } as SessionCommand, host, 'host'),
  ].map((one) => ({ job: one }));
  const decided = (domain: typeof STEPWISE) => {
    let ids = 0;
    const tools = { now: () => 2_000_000_000_000, newId: () => `id${++ids}`, random: () => 0 };
    return decideBatch(domain, tools, { state, revision: 7, lastAt: 0, lastPress: 0 }, batch);
  };
  const [together, apart] = [decided({ ...STEPWISE, fold: foldSession }), decided(STEPWISE)];
  expect(canonical(together.events)).toBe(canonical(apart.events));
  expect(together.attempts.map((one) => one.decision)).toEqual(apart.attempts.map((one) => one.decision));
  expect(together.attempts.map((one) => one.revision)).toEqual(apart.attempts.map((one) => one.revision));
  expect(canonical(together.state)).toBe(canonical(apart.state));
  expect(apart.events.map((one) => one.type)).toContain('item.opened');
  expect(apart.attempts.map((one) => one.decision.ok)).toContain(false);
});
