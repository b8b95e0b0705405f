import type { MarkKind } from './marks.ts';

type MakeContext = () => AudioContext;

/** Times at which a mark sounds, in seconds from now: one for the card, two for the bell, three for the stop. */
const BEATS: Readonly<Record<MarkKind, readonly number[]>> = { card: [0], bell: [0, 0.3], stop: [0, 0.3, 0.6] };

/** Short tones at the marks. The context is made on switching on, by a press, as browsers demand. */
export class MarkSound {
  readonly #make: MakeContext;
  #context: AudioContext | undefined;

  constructor(make: MakeContext = () => new AudioContext()) {
    this.#make = make;
  }

  on(): void {
    this.#context ??= this.#make();
    void this.#context.resume();
  }
  off(): void {
    void this.#context?.close();
    this.#context = undefined;
  }

  play(kind: MarkKind): void {
    const context = this.#context;
    if (!context) return;
    for (const beat of BEATS[kind]) {
      const from = context.currentTime + beat;
      const tone = context.createOscillator();
      const volume = context.createGain();
      tone.frequency.value = kind === 'card' ? 660 : 880;
      // Rounded at both ends: a tone cut off clicks.
      volume.gain.setValueAtTime(0, from);
      volume.gain.linearRampToValueAtTime(0.35, from + 0.02);
      volume.gain.setValueAtTime(0.35, from + 0.16);
      volume.gain.linearRampToValueAtTime(0, from + 0.22);
      tone.connect(volume).connect(context.destination);
      tone.start(from);
      tone.stop(from + 0.24);
    }
  }
}
