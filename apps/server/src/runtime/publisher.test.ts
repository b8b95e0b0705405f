import { evolveSession, type SessionEvent, type SessionState } from '@rostrum/domain';
import { given, prepared, stamped, started } from '@rostrum/domain/testing';
import { Replica, type ViewMessage } from '@rostrum/sync';
import { expect, test } from 'vitest';
import { Publisher } from './publisher.ts';

type Sent = { readonly at: string } & ViewMessage;

/** A publisher on a world of the domain's tests, with a clock and timers that the test moves. */
const stage = (world = started(), sendingTakes = 0) => {
  const source: { state: SessionState; revision: number } = { state: given(...world).state, revision: world.length };
  const sent: Sent[] = [];
  const timers: { at: number; run: () => void }[] = [];
  const clock = { now: 1_000 };
  const publisher = new Publisher(
    source,
    {
      toView: (key, message) => {
        sent.push({ at: key, ...message });
        clock.now += sendingTakes;
      },
      toParticipant: (participant, key, message) => void sent.push({ at: `${participant} in ${key}`, ...message }),
      toConnection: (connection, message) => void sent.push({ at: connection, ...message }),
      hold: () => undefined,
      whenSent: (run) => run(),
    },
    { monotonic: () => clock.now, after: (wait, run) => void timers.push({ at: clock.now + wait, run }) },
  );
  return {
    publisher,
    source,
    sent,
    timers,
    commit: (...events: SessionEvent[]) => {
      source.state = evolveSession(source.state, stamped(events));
      source.revision += events.length;
      publisher.committed(events, source.state);
    },
    /** Lets the turn end, in which a first publication goes out. */
    turn: () => Promise.resolve(),
    pass: async (milliseconds: number) => {
      clock.now += milliseconds;
      for (const timer of timers.splice(0)) {
        if (timer.at <= clock.now) timer.run();
        else timers.push(timer);
      }
      await Promise.resolve();
    },
    take: () => sent.splice(0),
  };
};
const scene = (kind: 'black' | 'talk'): SessionEvent => ({ type: 'scene.shown', scene: { kind } });
const asks = (question: string): SessionEvent => ({
  type: 'question.asked',
  question,
  text: 'Why?',
  waiting: false,
  asker: 'guest',
});

test('SY10 the personal patch goes first, then the role, then «up to»; the personal one names the revision it belongs with', async () => {
  const hall = stage();
  hall.publisher.enter('audience', 'guest');
  hall.commit(asks('q1'));
  hall.publisher.acknowledged('socket', hall.source.revision);
  await hall.turn();
  const [me, role, upTo, ...more] = hall.take();
  expect(more).toEqual([]);
  expect(me).toMatchObject({ at: 'guest in audience', view: 'me', kind: 'patch', with: hall.source.revision });
  expect(role).toMatchObject({ at: 'audience', view: 'role', kind: 'patch' });
  expect(upTo).toEqual({ at: 'socket', kind: 'upto', revision: hall.source.revision });
});

test('SY6 where sending takes long the crowd waits longer for its next, and a press of the host does not', async () => {
  const hall = stage(started(), 20);
  hall.publisher.enter('audience', undefined);
  hall.commit(asks('q1'));
  await hall.turn();
  expect(hall.take()).toHaveLength(1);
  hall.commit(asks('q2'));
  await hall.pass(60);
  expect(hall.take()).toEqual([]);
  hall.commit(scene('black'));
  await hall.turn();
  const [patch, ...more] = hall.take();
  expect(more).toEqual([]);
  expect(patch).toMatchObject({ patch: { questions: { q2: {} }, scene: 'black' } });
  // What had been due later has nothing left to say.
  await hall.pass(1_000);
  expect(hall.take()).toEqual([]);
});
test('SY6 the first goes at once, the rest of a storm once in 50 ms', async () => {
  const hall = stage();
  hall.publisher.enter('audience', undefined);
  hall.commit(asks('q1'));
  await hall.turn();
  expect(hall.take()).toHaveLength(1);
  for (const question of ['q2', 'q3', 'q4']) {
    hall.commit(asks(question));
    await hall.pass(10);
  }
  expect(hall.take()).toEqual([]);
  await hall.pass(19);
  expect(hall.take()).toEqual([]);
  await hall.pass(1);
  expect(hall.take()).toHaveLength(1);
});

test('SY5 a view that a commit left unchanged is not published, and who gave the command hears all the same', async () => {
  const hall = stage();
  hall.publisher.enter('projector', undefined);
  hall.publisher.enter('host', 'host');
  hall.commit({ type: 'message.sent', message: 'm', to: ['ana'], text: 'Closer' });
  hall.publisher.acknowledged('socket', hall.source.revision);
  await hall.turn();
  expect(hall.take().map((one) => one.at)).toEqual(['host', 'socket']);
});

test('SY4 black → talk → black within one publication leaves nobody behind, whoever joined in between', async () => {
  const hall = stage();
  hall.commit(scene('black'));
  hall.publisher.enter('projector', undefined);
  const before = new Replica();
  for (const message of hall.publisher.bringUp('projector', undefined, {})) before.receive(message);
  await hall.turn();
  hall.take();
  hall.commit(scene('talk'));
  // In between: the newest state says talk, what was last published says black.
  const between = new Replica();
  for (const message of hall.publisher.bringUp('projector', undefined, {})) between.receive(message);
  hall.publisher.enter('projector', undefined);
  hall.commit(scene('black'));
  await hall.pass(50);
  for (const message of hall.take()) [before, between].forEach((replica) => replica.receive(message));
  for (const replica of [before, between]) expect(replica.role).toMatchObject({ scene: { kind: 'black' } });
});

test('SY8 who has seen more than this node has published waits for it', async () => {
  const hall = stage();
  hall.publisher.enter('audience', undefined);
  const ran: string[] = [];
  hall.publisher.whenPublished(hall.source.revision, () => ran.push('now'));
  hall.publisher.whenPublished(hall.source.revision + 2, () => ran.push('later'));
  expect(ran).toEqual(['now']);
  hall.commit(asks('q1'));
  await hall.turn();
  expect(ran).toEqual(['now']);
  hall.commit(asks('q2'));
  await hall.pass(50);
  expect(ran).toEqual(['now', 'later']);
});

test('a screen is brought up by the steps that it lacks, and from an unknown revision by a snapshot', async () => {
  const hall = stage();
  hall.publisher.enter('audience', undefined);
  const { revision } = hall.publisher.snapshot('audience');
  hall.commit(asks('q1'));
  await hall.turn();
  const kinds = (role?: number) =>
    hall.publisher.bringUp('audience', undefined, role === undefined ? {} : { role }).map((one) => one.kind);
  expect(kinds(revision)).toEqual(['patch', 'upto']);
  expect(kinds(hall.source.revision)).toEqual(['upto']);
  expect(kinds(revision - 1)).toEqual(['snapshot', 'upto']);
  expect(kinds()).toEqual(['snapshot', 'upto']);
});

test('a view that nobody holds costs nothing and is fresh for whoever asks next', async () => {
  const hall = stage(prepared());
  hall.publisher.enter('audience', 'guest');
  hall.publisher.leave('audience', 'guest', 'socket');
  hall.commit(asks('q1'));
  await hall.turn();
  expect(hall.take()).toEqual([]);
  expect(hall.publisher.snapshot('audience').revision).toBe(hall.source.revision);
});

test('an acknowledgement that the last publication covers is answered at once', () => {
  const hall = stage();
  hall.publisher.acknowledged('socket', hall.source.revision);
  expect(hall.take()).toEqual([{ at: 'socket', kind: 'upto', revision: hall.source.revision }]);
});
