/** The partials of a small bell: frequency over the ground note, and how loud. */
const PARTIALS = [
  [1, 0.5],
  [2, 0.25],
  [2.76, 0.12],
] as const;
const GROUND = { rank: 523.25, award: 392 } as const;
/** Seconds until it has died away. */
const LENGTH = 1.6;

/**
 * A short, quiet bell as a place or a tier is revealed, made here, so that nothing has to be loaded. A browser that has
 * not been clicked yet stays silent: nothing is said of it, since nothing is lost.
 */
export class Chime {
  #context: AudioContext | undefined;

  ring(kind: keyof typeof GROUND): void {
    this.#context ??= new AudioContext();
    const context = this.#context;
    if (context.state === 'suspended') void context.resume();
    const start = context.currentTime + 0.02;
    for (const [ratio, loudness] of PARTIALS) {
      const tone = context.createOscillator();
      const volume = context.createGain();
      tone.frequency.value = GROUND[kind] * ratio;
      volume.gain.setValueAtTime(0, start);
      volume.gain.linearRampToValueAtTime(loudness * 0.4, start + 0.012);
      volume.gain.exponentialRampToValueAtTime(0.0001, start + LENGTH);
      tone.connect(volume).connect(context.destination);
      tone.start(start);
      tone.stop(start + LENGTH);
    }
  }

  close(): void {
    void this.#context?.close();
    this.#context = undefined;
  }
}
