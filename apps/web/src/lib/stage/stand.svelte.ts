import { STAGE_HOLD } from '@rostrum/domain';
import { untrack } from 'svelte';
import type { ScreenConnection } from '#lib/sync/screen-connection.ts';
import { Ticker } from '#lib/sync/ticker.svelte.ts';
import type { Answer } from '@rostrum/protocol';
import { Devices } from './devices.svelte.ts';
import { StageRoom } from './stage-room.svelte.ts';

export type StandConnection = ScreenConnection<'remote'> | ScreenConnection<'speaker'>;
/**
 * - `away`: in the audience.
 * - `invited`: the host has asked.
 * - `entering`: accepted; on air in a moment.
 * - `on`: seen and heard.
 * - `cut`: on stage, but the network is gone; the place is held.
 */
export type Standing = 'away' | 'invited' | 'entering' | 'on' | 'cut';

/** One person's way to the stage and off it again, as this page sees and serves it. */
export class Stand {
  readonly devices: Devices;
  readonly room: StageRoom;
  /** This page sends picture and voice; another window of the same person may do it instead. */
  here = $state(false);
  /** The person wants to be heard. What counts is the session’s own word as well: see `heard`. */
  open = $state(true);
  /** They came to be heard only: nothing here asks for their camera unless they turn it on themselves. */
  soundOnly = $state(false);
  readonly #connection: StandConnection;
  readonly #ticker: Ticker;
  readonly #key: string;
  #cutSince = $state<number>();
  #returning = false;

  constructor(connection: StandConnection, devices = new Devices()) {
    this.#connection = connection;
    this.devices = devices;
    this.room = new StageRoom({
      tokenUrl: `/s/${connection.session}/${connection.role}/video/token`,
      connection,
    });
    this.#ticker = new Ticker(() => connection.now(), { every: 250 });
    this.#key = `rostrum.stage/${connection.session}/${connection.role}`;
  }

  readonly standing: Standing = $derived.by(() => {
    const { me } = this.#connection;
    if (me?.onStage) {
      // What counts is the way of picture and voice; the page's own connection may be gone while they still flow.
      const cut = this.here ? this.room.state === 'reconnecting' : this.#connection.status === 'offline';
      if (cut) return 'cut';
      return this.#ticker.now < me.onStage.airAt ? 'entering' : 'on';
    }
    return me?.invited === undefined ? 'away' : 'invited';
  });
  /** Milliseconds until on air. */
  readonly untilAir = $derived.by(() => Math.max(0, (this.#connection.me?.onStage?.airAt ?? 0) - this.#ticker.now));
  /** Milliseconds on air so far. */
  readonly onAirFor = $derived.by(() => {
    const airAt = this.#connection.me?.onStage?.airAt;
    return airAt === undefined ? 0 : Math.max(0, this.#ticker.now - airAt);
  });
  /** Milliseconds for which the place is still held after a cut. */
  readonly heldFor = $derived.by(() =>
    this.#cutSince === undefined ? STAGE_HOLD : Math.max(0, this.#cutSince + STAGE_HOLD - this.#ticker.now),
  );
  readonly mutedBySession = $derived.by(() => this.#connection.me?.onStage?.muted === true);
  readonly heard = $derived.by(
    () =>
      this.standing === 'on' && this.here && this.open && !this.mutedBySession && this.devices.microphone !== undefined,
  );
  readonly seen = $derived.by(() => this.standing === 'on' && this.here && this.devices.camera !== undefined);

  /** Begins to follow the session; answers how to end it. In the browser only. */
  follow(): () => void {
    this.here = sessionStorage.getItem(this.#key) === '1';
    this.#returning = this.here;
    this.open = !this.here;
    const stop = $effect.root(() => {
      $effect(() => {
        const onStage = this.#connection.me?.onStage !== undefined;
        if (!onStage) this.#leaves();
      });
      // After a reload on stage the devices are asked for again: the browser remembers its permission.
      $effect(() => {
        if (this.here && this.#connection.me?.onStage && !this.devices.microphone && !this.devices.microphoneProblem)
          untrack(
            () => void this.devices.ask({ camera: !this.devices.cameraProblem && !this.soundOnly, microphone: true }),
          );
      });
      $effect(() => {
        const sends = this.here && this.#connection.me?.onStage !== undefined && !this.room.yielded;
        this.room.setCamera(sends ? this.devices.camera : undefined);
        this.room.setMicrophone(sends && this.open && !this.mutedBySession ? this.devices.microphone : undefined);
      });
      $effect(() => {
        const { standing } = this;
        const live = this.#connection.status === 'live';
        untrack(() => this.#returns(standing, live));
      });
    });
    return () => {
      stop();
      this.room.stop();
      this.devices.stop();
    };
  }

  async accept(): Promise<Answer> {
    this.#holds(true);
    this.#returning = false;
    this.open = true;
    const answer = await this.#connection.send({ type: 'stage.accept' });
    if (!answer.ok) this.#holds(false);
    return answer;
  }

  /** Sends from this page from now on. */
  async takeHere(): Promise<void> {
    this.#holds(true);
    await this.devices.ask({ camera: !this.soundOnly, microphone: true });
    this.room.takeBack();
  }

  /** Silent at once, whatever the network does; the session hears of it so that every screen says so. */
  async mute(): Promise<Answer> {
    this.open = false;
    const { participant = '' } = this.#connection;
    return this.#connection.send({ type: 'stage.mute', participant });
  }

  async unmute(): Promise<Answer> {
    if (!this.devices.microphone) await this.devices.ask({ camera: false, microphone: true });
    const answer: Answer = this.mutedBySession
      ? await this.#connection.send({ type: 'stage.unmute' })
      : { ok: true, revision: 0 };
    if (answer.ok) this.open = true;
    return answer;
  }

  /** ST7: whoever was cut off, or has opened the page anew, comes back muted, and every screen says so. */
  #returns(standing: Standing, live: boolean): void {
    if (standing === 'cut') {
      this.#cutSince ??= this.#connection.now();
      this.#returning = true;
      this.open = false;
    } else this.#cutSince = undefined;
    if (standing !== 'on' || !live || !this.#returning) return;
    this.#returning = false;
    if (this.here && !this.mutedBySession) void this.mute();
  }

  #holds(here: boolean): void {
    this.here = here;
    if (here) sessionStorage.setItem(this.#key, '1');
    else sessionStorage.removeItem(this.#key);
  }

  #leaves(): void {
    if (this.here && this.#connection.me?.invited === undefined && !this.#accepting) this.#holds(false);
  }
  /** Accepted, and the view has not yet come. */
  get #accepting(): boolean {
    return this.#connection.pending.some((one) => one.command.type === 'stage.accept');
  }
}
