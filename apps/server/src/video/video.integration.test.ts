import {
  AudioSource,
  dispose,
  LocalAudioTrack,
  Room,
  RoomEvent,
  TrackPublishOptions,
  TrackSource,
} from '@livekit/rtc-node';
import { readFile, stat } from 'node:fs/promises';
import { request } from 'node:http';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { RoomServiceClient } from 'livekit-server-sdk';
import { videoIdentity, videoRoom, type VideoRights } from './tokens.ts';
import { loopback, silent, startTrial, until, within, type Trial } from './trial.ts';
import { createVideo, newLiveKitKeys } from './video.ts';
import type { VideoFact } from './webhooks.ts';

let trial: Trial;
const facts: VideoFact[] = [];
const rooms: Room[] = [];
const keys = newLiveKitKeys();
const room = videoRoom('ses1', 'run1');
const nobody: ReadonlySet<string> = new Set();

beforeAll(async () => {
  trial = await startTrial(undefined, undefined, keys);
  trial.video.onFact((fact) => facts.push(fact));
});
afterAll(async () => {
  await Promise.all(rooms.map((each) => within(3000, 'leaving', each.disconnect()).catch(() => {})));
  await trial.stop();
  await dispose();
});

const follow = async (onStage: readonly string[], expelled: ReadonlySet<string> = nobody, muted = nobody) => {
  trial.video.stage.follow({ room, onStage: new Set(onStage), expelled, muted });
  expect(await trial.video.stage.settled(room)).toBe(true);
};
const token = (participant: string, rights: VideoRights) =>
  trial.video.mintToken!({ room, identity: videoIdentity(participant, 'd1'), rights });
const joinAs = async (participant: string, rights: VideoRights) => {
  const client = new Room();
  rooms.push(client);
  await within(
    10_000,
    'joining',
    client.connect(trial.url, await token(participant, rights), { autoSubscribe: true, dynacast: true }),
  );
  return client;
};
/** LiveKit's administration, which is not reachable through our port. */
const admin = () =>
  new RoomServiceClient(`http://127.0.0.1:${trial.video.signallingPort()}`, keys.apiKey, keys.apiSecret);
const publishVoice = (client: Room) => {
  const options = new TrackPublishOptions();
  options.source = TrackSource.SOURCE_MICROPHONE;
  const track = LocalAudioTrack.createAudioTrack('voice', new AudioSource(48_000, 1));
  return client.localParticipant!.publishTrack(track, options);
};

describe('video with a real LiveKit, through our own port', () => {
  it('opens a room only when we made it', async () => {
    const client = new Room();
    rooms.push(client);
    const stray = await trial.video.mintToken!({ room: 'nowhere.1', identity: 'p9', rights: 'watch' });
    await expect(
      within(15_000, 'a refusal', client.connect(trial.url, stray, { autoSubscribe: true, dynacast: false })),
    ).rejects.toThrow(/^(?!Not within)/);
  });

  it('denies a watcher to publish, allows it once on stage, takes it back, and removes who is expelled', async () => {
    await follow([]);
    const hall = await joinAs('hall', 'projector');
    const watcher = await joinAs('wei', 'watch');
    // LiveKit drops a publication that is not allowed and answers nothing, so the client would wait for ever.
    await expect(within(2500, 'a publication', publishVoice(watcher))).rejects.toThrow('Not within');
    expect(hall.remoteParticipants.size).toBe(0);

    const began = performance.now();
    const remote = await joinAs('ming', 'watch');
    console.info(`join through the proxy: ${Math.round(performance.now() - began)} ms`);

    const heard = new Promise<string>((resolve) =>
      hall.once(RoomEvent.TrackSubscribed, (_track, _publication, participant) => resolve(participant.identity)),
    );
    const promoted = performance.now();
    await follow(['ming']);
    const published = await within(8000, 'a publication', publishVoice(remote));
    expect(published.sid).toMatch(/^TR_/);
    expect(await within(8000, 'the voice in the hall', heard)).toBe('ming~d1');
    console.info(`promotion to voice in the hall: ${Math.round(performance.now() - promoted)} ms`);

    const muted = new Promise<void>((resolve) => hall.once(RoomEvent.TrackMuted, () => resolve()));
    await follow(['ming'], nobody, new Set(['ming']));
    await within(5000, 'silence', muted);

    const silent = new Promise<void>((resolve) => hall.once(RoomEvent.TrackUnpublished, () => resolve()));
    await follow([]);
    await within(5000, 'the end of the publication', silent);

    const out = new Promise<void>((resolve) => remote.once(RoomEvent.Disconnected, () => resolve()));
    await follow([], new Set(['ming']));
    await within(5000, 'the removal', out);
    expect(hall.isConnected).toBe(true);
  });

  it('removes an expelled person again who comes back with a token that is still good', async () => {
    await follow([], new Set(['rui']));
    const back = new Room();
    rooms.push(back);
    const out = new Promise<void>((resolve) => back.once(RoomEvent.Disconnected, () => resolve()));
    await back
      .connect(trial.url, await token('rui', 'watch'), { autoSubscribe: true, dynacast: false })
      .catch(() => {});
    await within(5000, 'the second removal', out);
  });

  it('gives the projector no right to publish even when its identity is named on stage', async () => {
    await follow(['screen']);
    const screen = await joinAs('screen', 'projector');
    await until(5000, 'the report of the join', () =>
      facts.some((fact) => fact.type === 'joined' && fact.participant === 'screen'),
    );
    await trial.video.stage.settled(room);
    expect(screen.isConnected).toBe(true);
    const info = await admin().getParticipant(room, 'screen~d1');
    expect(info.permission).toMatchObject({ canPublish: false, canPublishSources: [], hidden: true });
  });

  it('reports joins, tracks and leaves as verified facts', async () => {
    const seen = (type: VideoFact['type']) => () =>
      facts.some((fact) => fact.type === type && 'participant' in fact && fact.participant === 'ming');
    for (const type of ['joined', 'track-published', 'track-unpublished', 'left'] as const)
      await until(5000, type, seen(type));
    expect(facts.find((fact) => fact.type === 'track-published')).toMatchObject({
      room,
      identity: 'ming~d1',
      kind: 'microphone',
    });
  });

  it('keeps its keys in a file that only we can read, and off the command line', async () => {
    const file = join(trial.dataDir, 'livekit', 'config.json');
    expect((await stat(file)).mode & 0o777).toBe(0o600);
    const config = JSON.parse(await readFile(file, 'utf8')) as { keys: Record<string, string> };
    const { child } = JSON.parse(await readFile(join(trial.dataDir, 'livekit', 'process.json'), 'utf8')) as {
      child: { pid: number };
    };
    if (process.platform === 'linux') {
      const line = await readFile(`/proc/${child.pid}/cmdline`, 'utf8');
      for (const secret of Object.values(config.keys)) expect(line).not.toContain(secret);
    }
  });

  it.each([
    '/livekit/twirp/livekit.RoomService/ListRooms',
    '/livekit/rtc/../twirp/livekit.RoomService/ListRooms',
    '/livekit//twirp/livekit.RoomService/ListRooms',
    '/livekit/rtc/%2e%2e/twirp/livekit.RoomService/ListRooms',
    '/livekit/agent',
    '/livekit/debug/rooms',
  ])('passes nothing of LiveKit on beside signalling: %s', async (path) => {
    const status = await new Promise<number | undefined>((resolve, reject) => {
      const { port } = new URL(trial.origin);
      const ask = request({ host: '127.0.0.1', port, path, method: 'POST' }, (answer) => {
        answer.resume();
        resolve(answer.statusCode);
      });
      ask.on('error', reject).end('{}');
    });
    expect(status).toBe(404);
  });

  it('answers the check of a token, which says why a join failed', async () => {
    expect((await fetch(`${trial.origin}/livekit/rtc/validate?access_token=wrong`)).status).toBe(401);
    const good = await fetch(`${trial.origin}/livekit/rtc/validate?access_token=${await token('ming', 'watch')}`);
    expect([good.status, await good.text()]).toEqual([200, 'success']);
  });

  it('starts again when LiveKit is killed, with the same rooms and rights', async () => {
    await follow(['lan']);
    const { child } = JSON.parse(await readFile(join(trial.dataDir, 'livekit', 'process.json'), 'utf8')) as {
      child: { pid: number };
    };
    const killed = performance.now();
    process.kill(child.pid, 'SIGKILL');
    await until(5000, 'the loss', () => trial.video.status().state !== 'ready');
    await until(20_000, 'LiveKit again', () => trial.video.status().state === 'ready');
    console.info(`ready again after kill -9: ${Math.round(performance.now() - killed)} ms`);
    expect(await trial.video.stage.settled(room)).toBe(true);
    const speaker = await joinAs('lan', 'stage');
    expect((await within(8000, 'a publication', publishVoice(speaker))).sid).toMatch(/^TR_/);
  });

  it('works with a LiveKit of another, and says when it does not answer', async () => {
    const external = (url: string) => {
      const network = loopback();
      const mode = { kind: 'external', url, keys } as const;
      const { dataDir } = trial;
      return createVideo({
        mode,
        network: () => network,
        dataDir,
        cacheDir: dataDir,
        env: {},
        platform: process.platform,
        log: silent,
      });
    };
    const there = external(`ws://127.0.0.1:${trial.video.signallingPort()}/`);
    const gone = external('ws://127.0.0.1:9');
    try {
      there.start();
      gone.start();
      await until(5000, 'ready', () => there.status().state === 'ready');
      there.stage.follow({ room: 'other.1', onStage: nobody, expelled: nobody });
      await until(5000, 'the room', () => there.stage.settled('other.1'));
      expect((await admin().listRooms(['other.1'])).map(({ name }) => name)).toEqual(['other.1']);
      await until(8000, 'the failure', () => gone.status().state === 'failed');
      expect(gone.status().reason).toContain('LIVEKIT_URL');
    } finally {
      await there.close();
      await gone.close();
    }
    expect(trial.video.status().state).toBe('ready');
  });

  it('ends the room with the run', async () => {
    const left = await joinAs('last', 'watch');
    const out = new Promise<void>((resolve) => left.once(RoomEvent.Disconnected, () => resolve()));
    trial.video.stage.end(room);
    expect(await trial.video.stage.settled(room)).toBe(true);
    await within(5000, 'everyone out', out);
  });
});
