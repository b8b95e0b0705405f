import { AIR_DELAY, STAGE_HOLD, type SessionCommand, type SessionEvent, type SessionState } from '@rostrum/domain';
import { scenario, type ScenarioName } from '@rostrum/domain/testing';
import { describe, expect, it } from 'vitest';
import type { Room, RoomListener } from '../runtime/sessions.ts';
import type { DesiredStage } from '../video/stage-reactor.ts';
import { desiredStage, StageFollower } from './stage.ts';

/** A follower over one session whose state is set by hand, with a clock and timers that the test turns. */
const world = (name: ScenarioName) => {
  const story = scenario(name);
  const wishes: (DesiredStage | 'end' | 'wanted' | 'leave')[] = [];
  const commands: SessionCommand[] = [];
  const timers: { at: number; run: () => void }[] = [];
  const here = new Set<string>();
  const clock = { now: story.now };
  const seesToIt = { yes: true };
  const held: { state: SessionState } = { state: story.state };
  const listeners: RoomListener[] = [];
  const room = {
    session: 's',
    run: 1,
    runtime: {
      get state() {
        return held.state;
      },
      submit: (job: { command: SessionCommand }) => {
        commands.push(job.command);
        return Promise.resolve({ ok: true, revision: 0 });
      },
    },
  } as unknown as Room;
  const follower = new StageFollower({
    sessions: { onCommit: (listener) => void listeners.push(listener) },
    mine: () => seesToIt.yes,
    wanted: () => void wishes.push('wanted'),
    stage: {
      leave: () => void wishes.push('leave'),
      follow: (desired) => void wishes.push(desired),
      settled: () => Promise.resolve(true),
      end: () => void wishes.push('end'),
    },
    isHere: (_session, _run, participant) => here.has(participant),
    now: () => clock.now,
    after: (milliseconds, run) => {
      const timer = { at: clock.now + milliseconds, run };
      timers.push(timer);
      return () => void timers.splice(timers.indexOf(timer), 1);
    },
    report: (error) => {
      throw error;
    },
  });
  return {
    follower,
    seesToIt,
    room,
    wishes,
    commands,
    here,
    clock,
    held,
    commit: (event: Partial<SessionEvent>) => listeners.forEach((each) => each(room, [event as SessionEvent])),
    pass: (milliseconds: number) => {
      clock.now += milliseconds;
      for (const timer of timers.filter((one) => one.at <= clock.now)) {
        timers.splice(timers.indexOf(timer), 1);
        timer.run();
      }
    },
  };
};
const onStage = (state: SessionState, participant: string, airAt: number, muted = false): SessionState => ({
  ...state,
  stage: { ...state.stage, onStage: { [participant]: { airAt, muted } } },
});
const fact = (type: 'joined' | 'left', participant: string, device = 'a') =>
  ({ type, room: 's.1', participant, identity: `${participant}~${device}`, at: 0 }) as const;

describe('the stage in the video room', () => {
  it('[ST2] takes somebody up when they are on air, three seconds after accepting, and not before', async () => {
    const { follower, room, wishes, held, commit, clock, pass } = world('talk');
    await follower.ensure(room);
    held.state = onStage(held.state, 'p', clock.now + AIR_DELAY);
    commit({ type: 'stage.entered' });
    expect(wishes.at(-1)).toMatchObject({ onStage: new Set() });
    pass(AIR_DELAY - 1);
    expect(wishes.at(-1)).toMatchObject({ onStage: new Set() });
    pass(2);
    expect(wishes.at(-1)).toMatchObject({ room: 's.1', onStage: new Set(['p']) });
  });

  it('makes no room for a session in which nobody uses video', () => {
    const { commit, wishes } = world('talk');
    commit({ type: 'link.revoked' });
    expect(wishes).toEqual([]);
  });

  it('puts out whoever has lost every link, and only them', () => {
    const { state, now } = scenario('talk');
    const links = Object.values(state.people.links);
    const first = links[0]!;
    const gone = (revoked: boolean): SessionState => ({
      ...state,
      people: {
        ...state.people,
        links: Object.fromEntries(
          links.map((link) => [
            link.link,
            revoked && link.participant === first.participant ? { ...link, revokedAt: now } : link,
          ]),
        ),
      },
    });
    expect(desiredStage('r', gone(false), now).expelled).toEqual(new Set());
    expect(desiredStage('r', gone(true), now).expelled).toEqual(new Set([first.participant]));
  });

  it('[ST6] ends with the session, and is not made again', async () => {
    const { follower, room, wishes, held, commit } = world('talk');
    await follower.ensure(room);
    held.state = { ...held.state, info: { ...held.state.info, status: 'ended' } };
    commit({ type: 'session.ended' });
    expect(wishes.at(-1)).toBe('end');
    expect(await follower.ensure(room)).toBe(false);
  });
});

describe('[TN7] a run that another node sees to', () => {
  it('is left alone; who wants its video room gets it made once, and the other node is asked to go on', async () => {
    const { follower, room, wishes, commands, held, commit, clock, seesToIt } = world('talk');
    seesToIt.yes = false;
    held.state = onStage(held.state, 'p', clock.now - 1);
    commit({ type: 'stage.entered' });
    follower.look();
    expect([wishes, commands]).toEqual([[], []]);
    expect(await follower.ensure(room)).toBe(true);
    expect(wishes).toEqual(['wanted', expect.objectContaining({ room: 's.1', onStage: new Set(['p']) }), 'leave']);
    follower.takeOn(room);
    expect(wishes).toHaveLength(3);
  });

  it('is followed from where it stands once this node sees to it, and left again', async () => {
    const { follower, room, wishes, commands, held, commit, clock, seesToIt } = world('talk');
    held.state = onStage(held.state, 'p', clock.now - 1);
    follower.takeOn(room);
    expect(wishes).toEqual([expect.objectContaining({ onStage: new Set(['p']) })]);
    seesToIt.yes = false;
    follower.lost('s', 1);
    commit({ type: 'stage.left' });
    follower.heard(fact('left', 'p'));
    follower.look();
    expect([wishes.slice(1), commands]).toEqual([['leave'], []]);
  });
});

describe('a lost network on stage', () => {
  const staged = async () => {
    const all = world('talk');
    all.held.state = onStage(all.held.state, 'p', all.clock.now - 1);
    await all.follower.ensure(all.room);
    return all;
  };

  it('[ST7] mutes at once, holds the place for two minutes, then gives it up', async () => {
    const { follower, commands, pass } = await staged();
    follower.heard(fact('joined', 'p'));
    follower.look();
    expect(commands).toEqual([]);
    follower.heard(fact('left', 'p'));
    expect(commands).toEqual([{ type: 'stage.mute', participant: 'p' }]);
    pass(STAGE_HOLD - 1);
    follower.look();
    expect(commands).toHaveLength(1);
    pass(1);
    follower.look();
    expect(commands[1]).toEqual({ type: 'stage.remove', participant: 'p' });
  });

  it('[ST7] is forgotten when they come back in time', async () => {
    const { follower, commands, pass } = await staged();
    follower.heard(fact('joined', 'p'));
    follower.heard(fact('left', 'p'));
    pass(STAGE_HOLD - 5_000);
    follower.heard(fact('joined', 'p', 'b'));
    follower.look();
    pass(60_000);
    follower.look();
    expect(commands.filter((one) => one.type === 'stage.remove')).toEqual([]);
  });

  it('is none while another device of theirs is there', async () => {
    const { follower, commands } = await staged();
    follower.heard(fact('joined', 'p', 'a'));
    follower.heard(fact('joined', 'p', 'b'));
    follower.heard(fact('left', 'p', 'a'));
    follower.look();
    expect(commands).toEqual([]);
  });

  it('is judged by the screen’s connection for who has never been in the video room', async () => {
    const { follower, commands, here, pass } = await staged();
    here.add('p');
    follower.look();
    pass(STAGE_HOLD * 2);
    follower.look();
    expect(commands).toEqual([]);
    here.delete('p');
    follower.look();
    pass(STAGE_HOLD);
    follower.look();
    expect(commands.map((one) => one.type)).toEqual(['stage.mute', 'stage.remove']);
  });
});
