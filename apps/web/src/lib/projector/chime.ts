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

  /** Makes ready what is needed. Where a browser asks for a click first, it may sound once this was called in one. */
  unlock(): void {
    if (typeof AudioContext === 'undefined') return;
    this.#context ??= new AudioContext();
    if (this.#context.state === 'suspended') void this.#context.resume().catch(() => undefined);
  }

  ring(kind: keyof typeof GROUND): void {
    this.unlock();
    const context = this.#context;
    // A clock that stands would play all that was missed at once, when it is let go.
    if (context?.state !== 'running') return;
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
    void this.#context?.close().catch(() => undefined);
    this.#context = undefined;
  }
}
