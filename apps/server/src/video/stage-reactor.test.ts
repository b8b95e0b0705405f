import { ParticipantInfo, ParticipantPermission, Room, TrackInfo, TrackSource, ServerError } from 'livekit-server-sdk';
import { describe, expect, it } from 'vitest';
import { createStageReactor, type StageClient } from './stage-reactor.ts';
import { permissionOf, RIGHTS_ATTRIBUTE, type VideoRights } from './tokens.ts';
import { silent } from './trial.ts';

/** LiveKit as far as the reactor knows it: rooms with people, their permission replaced whole. */
const createLiveKit = () => {
  const rooms = new Map<string, ParticipantInfo[]>();
  const calls: string[] = [];
  const state = { down: false };
  const call = (what: string) => {
    calls.push(what);
    if (state.down) throw new Error('connection refused');
  };
  const people = (room: string) => {
    const found = rooms.get(room);
    if (!found) throw new ServerError('Not Found', 'no such room', 404, 'not_found', {});
    return found;
  };
  const client = {
    createRoom: async ({ name }) => {
      call(`create ${name}`);
      if (!rooms.has(name)) rooms.set(name, []);
      return new Room({ name });
    },
    deleteRoom: async (name) => {
      call(`delete ${name}`);
      people(name);
      rooms.delete(name);
    },
    listParticipants: async (room) => {
      call(`list ${room}`);
      return people(room);
    },
    updateParticipant: async (room: string, identity: string, options: unknown) => {
      const { permission } = options as { permission: ConstructorParameters<typeof ParticipantPermission>[0] };
      call(`permit ${identity} ${permission?.canPublish ? 'stage' : 'watch'}`);
      const info = people(room).find((each) => each.identity === identity)!;
      info.permission = new ParticipantPermission(permission);
      return info;
    },
    removeParticipant: async (room, identity) => {
      call(`remove ${identity}`);
      rooms.set(
        room,
        people(room).filter((each) => each.identity !== identity),
      );
    },
    mutePublishedTrack: async (room, identity, sid, muted) => {
      call(`mute ${identity} ${sid}`);
      const track = people(room)
        .find((each) => each.identity === identity)!
        .tracks.find((each) => each.sid === sid)!;
      track.muted = muted;
      return track;
    },
  } satisfies StageClient;
  const join = (room: string, identity: string, rights: VideoRights = 'watch') => {
    const tracks =
      rights === 'stage'
        ? [
            new TrackInfo({ sid: 'TR_cam', source: TrackSource.CAMERA }),
            new TrackInfo({ sid: 'TR_mic', source: TrackSource.MICROPHONE }),
          ]
        : [];
    const permission = new ParticipantPermission(permissionOf(rights));
    people(room).push(
      new ParticipantInfo({ identity, permission, tracks, attributes: { [RIGHTS_ATTRIBUTE]: rights } }),
    );
  };
  return {
    client,
    calls,
    rooms,
    join,
    state,
    of: (room: string, identity: string) => people(room).find((each) => each.identity === identity)?.permission,
  };
};

const start = () => {
  const livekit = createLiveKit();
  const timers: { ms: number; callback: () => void }[] = [];
  const there = { client: true };
  const reactor = createStageReactor({
    client: () => (there.client ? livekit.client : undefined),
    log: silent,
    clock: {
      after: (ms, callback) => {
        const timer = { ms, callback };
        timers.push(timer);
        return () => void timers.splice(timers.indexOf(timer), 1);
      },
    },
    retry: { firstMs: 100, longestMs: 400 },
  });
  const fire = () => timers.splice(0).forEach(({ callback }) => callback());
  return { livekit, reactor, timers, there, fire };
};
const set = (...names: string[]) => new Set(names);
const room = 's.r';

describe('the stage reactor', () => {
  it('makes the room, and changes nothing when nothing is to change', async () => {
    const { livekit, reactor } = start();
    reactor.follow({ room, onStage: set(), expelled: set() });
    expect(await reactor.settled(room)).toBe(true);
    livekit.join(room, 'a~1');
    reactor.reconcile(room);
    await reactor.settled(room);
    expect(livekit.calls.filter((call) => !/^(create|list)/.test(call))).toEqual([]);
  });

  it('promotes every device of a person, with every field of the permission', async () => {
    const { livekit, reactor } = start();
    reactor.follow({ room, onStage: set(), expelled: set() });
    await reactor.settled(room);
    for (const identity of ['a~1', 'a~2', 'b~1']) livekit.join(room, identity);
    reactor.follow({ room, onStage: set('a'), expelled: set() });
    await reactor.settled(room);
    for (const identity of ['a~1', 'a~2']) expect(livekit.of(room, identity)).toMatchObject(permissionOf('stage'));
    expect(livekit.of(room, 'b~1')).toMatchObject(permissionOf('watch'));
  });

  it('takes the stage back, and leaves the person visible so that no screen keeps a ghost', async () => {
    const { livekit, reactor } = start();
    reactor.follow({ room, onStage: set('a'), expelled: set() });
    await reactor.settled(room);
    livekit.join(room, 'a~1', 'stage');
    reactor.follow({ room, onStage: set(), expelled: set() });
    await reactor.settled(room);
    expect(livekit.of(room, 'a~1')).toMatchObject({ ...permissionOf('watch'), hidden: false });
  });

  it('never promotes a screen', async () => {
    const { livekit, reactor } = start();
    reactor.follow({ room, onStage: set('screen'), expelled: set() });
    await reactor.settled(room);
    livekit.join(room, 'screen', 'projector');
    reactor.reconcile();
    await reactor.settled(room);
    expect(livekit.of(room, 'screen')).toMatchObject(permissionOf('projector'));
  });

  it('removes the expelled each time they are there', async () => {
    const { livekit, reactor } = start();
    reactor.follow({ room, onStage: set('a'), expelled: set('a') });
    await reactor.settled(room);
    for (let round = 0; round < 2; round++) {
      livekit.join(room, 'a~1', 'stage');
      reactor.reconcile(room);
      await reactor.settled(room);
      expect(livekit.rooms.get(room)).toEqual([]);
    }
  });

  it('silences the voice of the muted, once, and not their picture', async () => {
    const { livekit, reactor } = start();
    reactor.follow({ room, onStage: set('a'), expelled: set() });
    await reactor.settled(room);
    livekit.join(room, 'a~1', 'stage');
    reactor.follow({ room, onStage: set('a'), expelled: set(), muted: set('a') });
    await reactor.settled(room);
    reactor.reconcile();
    await reactor.settled(room);
    expect(livekit.calls.filter((call) => call.startsWith('mute'))).toEqual(['mute a~1 TR_mic']);
    await reactor.mute(room, 'a', 'camera');
    expect(livekit.calls.at(-1)).toBe('mute a~1 TR_cam');
  });

  it('tries again with growing pauses while LiveKit refuses, and ends at the newest wish', async () => {
    const { livekit, reactor, timers, fire } = start();
    livekit.state.down = true;
    reactor.follow({ room, onStage: set(), expelled: set() });
    const pauses: number[] = [];
    for (let round = 0; round < 4; round++) {
      expect(await reactor.settled(room)).toBe(false);
      pauses.push(timers[0]!.ms);
      fire();
    }
    expect(pauses).toEqual([100, 200, 400, 400]);
    await reactor.settled(room);
    livekit.state.down = false;
    livekit.rooms.set(room, []);
    livekit.join(room, 'a~1');
    reactor.follow({ room, onStage: set('a'), expelled: set() });
    expect(await reactor.settled(room)).toBe(true);
    expect(livekit.of(room, 'a~1')?.canPublish).toBe(true);
    expect(timers).toEqual([]);
  });

  it('keeps the wishes while LiveKit is not there', async () => {
    const { livekit, reactor, there } = start();
    there.client = false;
    reactor.follow({ room, onStage: set(), expelled: set() });
    expect(await reactor.settled(room)).toBe(false);
    there.client = true;
    reactor.reconcile();
    expect(await reactor.settled(room)).toBe(true);
    expect(livekit.rooms.has(room)).toBe(true);
  });

  it('leaves out what is overtaken while a pass runs', async () => {
    const { livekit, reactor } = start();
    reactor.follow({ room, onStage: set(), expelled: set() });
    for (let wish = 0; wish < 20; wish++) reactor.follow({ room, onStage: set(`p${wish}`), expelled: set() });
    await reactor.settled(room);
    expect(livekit.calls.filter((call) => call.startsWith('list')).length).toBeLessThanOrEqual(2);
  });

  it('deletes the room at the end, also one that is gone already, and does not make it again', async () => {
    const { livekit, reactor } = start();
    reactor.follow({ room, onStage: set(), expelled: set() });
    await reactor.settled(room);
    reactor.end(room);
    expect(await reactor.settled(room)).toBe(true);
    reactor.end(room);
    expect(await reactor.settled(room)).toBe(true);
    reactor.reconcile();
    await reactor.settled(room);
    expect(livekit.rooms.has(room)).toBe(false);
    expect(livekit.calls.filter((call) => call.startsWith('create'))).toHaveLength(1);
  });
});
