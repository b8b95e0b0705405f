import {
  AudioFrame,
  AudioSource,
  AudioStream,
  LocalAudioTrack,
  Room,
  RoomEvent,
  TrackPublishOptions,
  TrackSource,
} from '@livekit/rtc-node';

/**
 * A browser's part in a network namespace, for `network.integration.test.ts`. Arguments: address, token of a speaker, token of the
 * hall. Joins as both, sends a tone and waits until the hall has heard it, so that media has gone both ways; says how long it took.
 */
const [url, speaker, hall] = process.argv.slice(2) as [string, string, string];
const LIMIT_MS = 12_000;
setTimeout(() => {
  console.log(JSON.stringify({ heard: false }));
  process.exit(1);
}, LIMIT_MS);

const began = performance.now();
const since = () => Math.round(performance.now() - began);
const options = { autoSubscribe: true, dynacast: true };
const listener = new Room();
const heard = new Promise<void>((resolve) => {
  listener.on(RoomEvent.TrackSubscribed, async (track) => {
    for await (const frame of new AudioStream(track, 48_000, 1))
      if (frame.data.some((sample) => Math.abs(sample) > 500)) return resolve();
  });
});
await listener.connect(url, hall, options);
const talker = new Room();
await talker.connect(url, speaker, options);
const joinMs = since();
const source = new AudioSource(48_000, 1);
const publish = new TrackPublishOptions();
publish.source = TrackSource.SOURCE_MICROPHONE;
await talker.localParticipant?.publishTrack(LocalAudioTrack.createAudioTrack('voice', source), publish);
let over = false;
const tone = async () => {
  for (let at = 0; !over; at += 480) {
    const samples = Int16Array.from({ length: 480 }, (_, n) =>
      Math.round(8000 * Math.sin(((at + n) * 2 * Math.PI * 440) / 48_000)),
    );
    await source.captureFrame(new AudioFrame(samples, 48_000, 1, 480));
  }
};
void tone().catch(() => {});
await heard;
over = true;
const heardMs = since();
/** The server's end of the path that carries media, and whether the server offered it (`HOST`) or was found by its own knocking (`PRFLX`). */
const path = async () => {
  const { publisherStats } = await talker.getRtcStats();
  const all = publisherStats.map(({ stats }) => stats);
  for (const each of all) {
    if (each.case !== 'candidatePair' || !each.value.candidatePair?.nominated) continue;
    const id = each.value.candidatePair.remoteCandidateId;
    for (const other of all) {
      if (other.case !== 'remoteCandidate' || other.value.rtc?.id !== id) continue;
      const { address, candidateType } = other.value.candidate?.toJson() as {
        address?: string;
        candidateType?: string;
      };
      return `${candidateType} ${address}`;
    }
  }
  return 'none';
};
console.log(JSON.stringify({ heard: true, joinMs, heardMs, path: await path() }));
process.exit(0);
