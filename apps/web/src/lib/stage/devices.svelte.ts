import { LocalStorage, type TextStorage } from '#lib/sync/device-storage.ts';
import { problemBefore, problemOf, type MediaProblem, type MediaSurroundings } from './media-problem.ts';

type Kind = 'camera' | 'microphone';
const REMEMBERED: Readonly<Record<Kind, string>> = {
  camera: 'rostrum.camera',
  microphone: 'rostrum.microphone',
};
const LEVEL_EVERY = 100;
/** A voice, and for how long its having been heard is shown: words that flicker at each breath are no comfort. */
const AUDIBLE = 0.06;
const HEARD_FOR = 4_000;

const surroundings = (): MediaSurroundings => ({
  secure: isSecureContext,
  // Absent in insecure contexts and in some browsers of chat apps, whatever the types say.
  supported: typeof (navigator.mediaDevices as MediaDevices | undefined)?.getUserMedia === 'function',
  userAgent: navigator.userAgent,
});

/** Camera and microphone of this device: asked for, chosen, looked at and heard before anything is sent. */
export class Devices {
  camera: MediaStreamTrack | undefined = $state.raw();
  microphone: MediaStreamTrack | undefined = $state.raw();
  cameraProblem: MediaProblem | undefined = $state();
  microphoneProblem: MediaProblem | undefined = $state();
  cameras: readonly MediaDeviceInfo[] = $state.raw([]);
  microphones: readonly MediaDeviceInfo[] = $state.raw([]);
  /** The browser is asking the person. */
  asking = $state(false);
  /** How loud it is at the microphone, 0 to 1. */
  level = $state(0);
  /** Somebody has been heard in the last moments. */
  hears = $state(false);
  readonly #storage: TextStorage;
  #stopLevel: (() => void) | undefined;

  constructor(storage: TextStorage = new LocalStorage()) {
    this.#storage = storage;
  }

  /** Asks for what is not there yet; a missing camera does not keep the microphone away. */
  async ask(what: { camera: boolean; microphone: boolean }): Promise<void> {
    if (this.asking) return;
    this.asking = true;
    try {
      const camera = what.camera && !this.camera;
      const microphone = what.microphone && !this.microphone;
      // Together, so that the person is asked once; apart when one of them is missing.
      if (camera && microphone && (await this.#open(['camera', 'microphone']))) return;
      if (camera) await this.#open(['camera']);
      if (microphone) await this.#open(['microphone']);
    } finally {
      this.asking = false;
      await this.#list();
    }
  }

  async choose(kind: Kind, device: string): Promise<void> {
    this.#storage.set(REMEMBERED[kind], device);
    this.#drop(kind);
    await this.#open([kind]);
    await this.#list();
  }

  /** Off puts out its light as well. */
  async turnCamera(on: boolean): Promise<void> {
    if (!on) this.#drop('camera');
    else await this.ask({ camera: true, microphone: false });
  }

  stop(): void {
    this.#drop('camera');
    this.#drop('microphone');
  }

  async #open(kinds: readonly Kind[]): Promise<boolean> {
    const around = surroundings();
    const known = problemBefore(around);
    const failed = (problem: MediaProblem): false => {
      for (const kind of kinds) this.#note(kind, problem);
      return false;
    };
    if (known) return failed(known);
    const remembered = (kind: Kind): MediaTrackConstraints => {
      const deviceId = this.#storage.get(REMEMBERED[kind]);
      return deviceId === undefined ? {} : { deviceId: { ideal: deviceId } };
    };
    try {
      const stream = await navigator.mediaDevices.getUserMedia({
        ...(kinds.indexOf('camera') >= 0
          ? { video: { width: { ideal: 1280 }, height: { ideal: 720 }, facingMode: 'user', ...remembered('camera') } }
          : {}),
        ...(kinds.indexOf('microphone') >= 0
          ? {
              audio: {
                echoCancellation: true,
                noiseSuppression: true,
                autoGainControl: true,
                ...remembered('microphone'),
              },
            }
          : {}),
      });
      for (const track of stream.getTracks()) this.#take(track.kind === 'video' ? 'camera' : 'microphone', track);
      return true;
    } catch (error) {
      // One of two may be missing: each is then asked for by itself, and has its own reason.
      return kinds.length > 1 ? false : failed(problemOf(error, around));
    }
  }

  #take(kind: Kind, track: MediaStreamTrack): void {
    this.#drop(kind);
    this[kind] = track;
    this.#note(kind, undefined);
    // Unplugged, or taken back by the system.
    track.addEventListener('ended', () => {
      if (this[kind] !== track) return;
      this.#drop(kind);
      this.#note(kind, 'none');
    });
    if (kind === 'microphone') this.#stopLevel = this.#measure(track);
  }

  #drop(kind: Kind): void {
    const track = this[kind];
    this[kind] = undefined;
    track?.stop();
    if (kind !== 'microphone') return;
    this.#stopLevel?.();
    this.#stopLevel = undefined;
    this.level = 0;
    this.hears = false;
  }

  #note(kind: Kind, problem: MediaProblem | undefined): void {
    if (kind === 'camera') this.cameraProblem = problem;
    else this.microphoneProblem = problem;
  }

  async #list(): Promise<void> {
    if (!surroundings().supported) return;
    const all = await navigator.mediaDevices.enumerateDevices().catch(() => []);
    // Without permission they have no names, and a list of blanks helps nobody.
    const named = all.filter((one) => one.label !== '');
    this.cameras = named.filter((one) => one.kind === 'videoinput');
    this.microphones = named.filter((one) => one.kind === 'audioinput');
  }

  #measure(track: MediaStreamTrack): () => void {
    // Safari before 14.1 has it under its old name only.
    const Context =
      (window as { AudioContext?: typeof AudioContext }).AudioContext ??
      (window as { webkitAudioContext?: typeof AudioContext }).webkitAudioContext;
    if (!Context) return () => undefined;
    const context = new Context();
    const analyser = context.createAnalyser();
    analyser.fftSize = 1024;
    context.createMediaStreamSource(new MediaStream([track])).connect(analyser);
    const samples = new Uint8Array(analyser.fftSize);
    let last = -HEARD_FOR;
    const timer = setInterval(() => {
      if (context.state === 'suspended') context.resume().catch(() => undefined);
      analyser.getByteTimeDomainData(samples);
      let sum = 0;
      for (const sample of samples) sum += ((sample - 128) / 128) ** 2;
      // Speech at arm's length has a root mean square of about 0.1.
      this.level = Math.min(1, Math.sqrt(sum / samples.length) * 5);
      if (this.level > AUDIBLE) last = performance.now();
      this.hears = performance.now() - last < HEARD_FOR;
    }, LEVEL_EVERY);
    return () => {
      clearInterval(timer);
      context.close().catch(() => undefined);
    };
  }
}
