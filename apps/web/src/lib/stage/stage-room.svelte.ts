import type { StageView } from '@rostrum/domain';
import type { Room } from 'livekit-client';
import type { ScreenConnection } from '#lib/sync/screen-connection.ts';
import { wantedFrom, type StagePerson } from './stage-person.ts';
import { bring, participantOf, personOf, playHidden, type Client } from './stage-tracks.ts';
import { fetchToken, newDevice } from './video-token.ts';

export type StageRights = 'watch' | 'stage' | 'projector' | 'preview';
/**
 * - `off`: not started, or stopped.
 * - `joining`: the first connection is on its way.
 * - `on`: connected.
 * - `reconnecting`: it was connected, and comes back by itself.
 * - `unavailable`: the server has no video now; it is asked again.
 */
export type StageRoomState = 'off' | 'joining' | 'on' | 'reconnecting' | 'unavailable';

const LOOK_EVERY = 500;
const FIRST_PAUSE = 500;
const LONGEST_PAUSE = 5_000;
const PATIENCE = 6_000;

export const stageIn = (connection: Pick<ScreenConnection, 'view'>): Readonly<Record<string, StageView>> => {
  const view = connection.view as {
    stage?: Readonly<Record<string, StageView>>;
    projector?: { stage?: Readonly<Record<string, StageView>> };
  };
  return view.stage ?? view.projector?.stage ?? {};
};

/**
 * The session's video room on one screen. Who may be seen and heard follows the session's own stage (`view.stage`), never
 * the room; what is sent is handed in as tracks, and goes out only once the server's permission has arrived.
 *
 * ```ts
 * const room = new StageRoom({ tokenUrl: `/s/${session}/remote/video/token`, connection });
 * room.start('watch');            // room.people, room.state are reactive
 * room.setMicrophone(track);      // sent while on stage; undefined: silent
 * room.stop();
 * ```
 */
export class StageRoom {
  people: readonly StagePerson[] = $state.raw([]);
  state: StageRoomState = $state('off');
  /** The browser plays no sound before the person has pressed something: call `allowSound` from a press. */
  soundBlocked = $state(false);
  /** The server lets us send. */
  maySend = $state(false);
  /** The same person sends from another window or device, so this one has stopped. */
  yielded = $state(false);
  readonly #tokenUrl: string;
  readonly #connection: ScreenConnection;
  #rights: StageRights = 'watch';
  #client: Client | undefined;
  #room: Room | undefined;
  #timer: ReturnType<typeof setInterval> | undefined;
  #life = 0;
  #gaveUp: (() => void) | undefined;
  #cutAt: number | undefined;
  #wish: { camera: MediaStreamTrack | undefined; microphone: MediaStreamTrack | undefined } = {
    camera: undefined,
    microphone: undefined,
  };
  #sending: Promise<void> = Promise.resolve();

  constructor({ tokenUrl, connection }: { tokenUrl: string; connection: ScreenConnection }) {
    this.#tokenUrl = tokenUrl;
    this.#connection = connection;
  }

  start(rights: StageRights): void {
    this.#rights = rights;
    if (this.#timer !== undefined) return;
    this.state = 'joining';
    this.#timer = setInterval(() => this.#look(), LOOK_EVERY);
    void this.#stay(++this.#life);
  }

  stop(): void {
    this.#life++;
    clearInterval(this.#timer);
    this.#timer = undefined;
    const room = this.#room;
    this.#room = undefined;
    room?.disconnect(false).catch(() => undefined);
    this.state = 'off';
    this.maySend = false;
    this.people = [];
  }

  /** The picture to send while on stage; undefined: none. The track stays the caller's. */
  setCamera(track: MediaStreamTrack | undefined): void {
    if (this.#wish.camera === track) return;
    this.#wish = { ...this.#wish, camera: track };
    this.#send();
  }

  setMicrophone(track: MediaStreamTrack | undefined): void {
    if (this.#wish.microphone === track) return;
    this.#wish = { ...this.#wish, microphone: track };
    this.#send();
  }

  /** Sends from here again; the other window yields. */
  takeBack(): void {
    this.yielded = false;
    this.#send();
  }

  async allowSound(): Promise<void> {
    await this.#room?.startAudio();
    this.soundBlocked = this.#room?.canPlaybackAudio === false;
  }

  /** Joins, and joins again whenever the way is cut, until stopped. */
  async #stay(life: number): Promise<void> {
    let pause = FIRST_PAUSE;
    while (life === this.#life) {
      try {
        const client = (this.#client ??= await import('livekit-client'));
        // A cut line is no news in the console: the screen says it.
        client.setLogLevel('silent');
        const token = await fetchToken(this.#tokenUrl, newDevice());
        if (life !== this.#life) return;
        if (token) {
          const room = this.#make(client);
          this.#room = room;
          const gone = new Promise<void>((done) => {
            this.#gaveUp = done;
            room.once(client.RoomEvent.Disconnected, () => done());
          });
          await room.connect(token.url, token.token, { autoSubscribe: false, maxRetries: 0, websocketTimeout: 8_000 });
          // Stopped while it was connecting: nothing may stay open behind us.
          if (life !== this.#life) {
            await room.disconnect(false);
            return;
          }
          this.state = 'on';
          pause = FIRST_PAUSE;
          this.#permitted(room);
          this.#look();
          await gone;
        } else if (life === this.#life) {
          this.state = 'unavailable';
          pause = LONGEST_PAUSE;
        }
      } catch {
        // Whatever it was, it is tried again; the state says so.
      }
      if (life !== this.#life) return;
      this.#room = undefined;
      this.maySend = false;
      this.people = [];
      if (this.state === 'on') this.state = 'reconnecting';
      await new Promise((next) => setTimeout(next, pause));
      pause = Math.min(pause * 2, LONGEST_PAUSE);
    }
  }

  #make(client: Client): Room {
    const { RoomEvent, Room } = client;
    const room = new Room({ adaptiveStream: true, dynacast: true, stopLocalTrackOnUnpublish: false });
    const look = (): void => this.#look();
    room
      .on(RoomEvent.ParticipantConnected, look)
      .on(RoomEvent.ParticipantDisconnected, look)
      .on(RoomEvent.TrackUnpublished, look)
      .on(RoomEvent.TrackMuted, look)
      .on(RoomEvent.TrackUnmuted, look)
      .on(RoomEvent.ActiveSpeakersChanged, look)
      .on(RoomEvent.ConnectionQualityChanged, look)
      .on(RoomEvent.TrackPublished, (_publication, participant) => {
        if (participantOf(participant.identity) === this.#connection.participant && this.#busy(room)) {
          this.yielded = true;
          this.#send();
        }
        look();
      })
      .on(RoomEvent.TrackSubscribed, (track) => {
        if (track.kind === client.Track.Kind.Audio) playHidden(track);
        look();
      })
      .on(RoomEvent.TrackUnsubscribed, (track) => {
        for (const element of track.detach()) if (element.dataset['stage'] !== undefined) element.remove();
        look();
      })
      .on(RoomEvent.AudioPlaybackStatusChanged, () => (this.soundBlocked = !room.canPlaybackAudio))
      .on(RoomEvent.ParticipantPermissionsChanged, (_before, participant) => {
        if (participant === room.localParticipant) this.#permitted(room);
      })
      .on(RoomEvent.ConnectionStateChanged, (now) => {
        const { Connected, Disconnected } = client.ConnectionState;
        if (this.#room !== room || this.state === 'joining' || now === Disconnected) return;
        this.state = now === Connected ? 'on' : 'reconnecting';
        if (now === Connected) {
          this.#send();
          look();
        }
      });
    return room;
  }

  #permitted(room: Room): void {
    this.maySend = room.localParticipant.permissions?.canPublish === true;
    this.#send();
  }

  #busy(room: Room): boolean {
    return Array.from(room.localParticipant.trackPublications.values()).some((one) => !one.isMuted);
  }

  /** Brings what is sent to what is wished for, one change after the other. */
  #send(): void {
    this.#sending = this.#sending
      .then(async () => {
        const room = this.#room;
        const client = this.#client;
        if (!room || !client || room.state !== client.ConnectionState.Connected) return;
        const { Camera, Microphone } = client.Track.Source;
        const allowed = this.maySend && !this.yielded;
        const local = room.localParticipant;
        await bring(local.getTrackPublication(Camera), allowed ? this.#wish.camera : undefined, (track) =>
          local.publishTrack(track, { source: Camera, simulcast: true }),
        );
        await bring(local.getTrackPublication(Microphone), allowed ? this.#wish.microphone : undefined, (track) =>
          local.publishTrack(track, { source: Microphone, dtx: true, red: true }),
        );
      })
      .catch(() => undefined);
  }

  #look(): void {
    const room = this.#room;
    const client = this.#client;
    if (!room || !client) return;
    if (this.state !== 'reconnecting') this.#cutAt = undefined;
    else if (performance.now() - (this.#cutAt ??= performance.now()) > PATIENCE) {
      // The client's own attempts may hang on a dead line: a fresh start is quicker.
      this.#cutAt = undefined;
      this.#gaveUp?.();
      room.disconnect(false).catch(() => undefined);
      return;
    }
    const stage = stageIn(this.#connection);
    const now = this.#connection.now();
    const at = { self: this.#connection.participant, rights: this.#rights };
    const people: StagePerson[] = [];
    const standing = (participant: string): boolean => people.some((one) => one.participant === participant);
    // Of several connections of one person (another device, or one that is gone and not yet missed) the newest that sends
    // stands for them: nobody is heard twice.
    const remotes = Array.from(room.remoteParticipants.values())
      .reverse()
      .sort((a, b) => (b.joinedAt?.getTime() ?? 0) - (a.joinedAt?.getTime() ?? 0));
    for (const remote of remotes) {
      const participant = participantOf(remote.identity);
      const first = !standing(participant) && remote.trackPublications.size > 0;
      const wanted = wantedFrom(stage, participant, now, at);
      for (const publication of remote.trackPublications.values()) {
        const due = first && (publication.kind === client.Track.Kind.Video ? wanted.picture : wanted.voice);
        if (publication.isDesired !== due) publication.setSubscribed(due);
      }
      if (first && (wanted.picture || wanted.voice))
        people.push(this.#same(personOf(client, remote, stage[participant])));
    }
    people.sort((a, b) => (stage[a.participant]?.airAt ?? 0) - (stage[b.participant]?.airAt ?? 0));
    const before = this.people;
    if (people.length !== before.length || people.some((one, n) => one !== before[n])) this.people = people;
  }

  /** The object from before where nothing has changed, so that no picture is set up anew. */
  #same(person: StagePerson): StagePerson {
    const before = this.people.find((one) => one.participant === person.participant);
    if (!before) return person;
    const same =
      before.video === person.video &&
      before.name === person.name &&
      before.muted === person.muted &&
      before.speaking === person.speaking;
    if (same) return before;
    return before.video === person.video ? { ...person, attach: before.attach } : person;
  }
}
