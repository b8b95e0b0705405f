import type { Criterion } from '@rostrum/scoring';
import { m } from '#lib/paraglide/messages.js';

/** `0–40，每 0.5 一档`: what a mark may be. */
export const markRange = ({ min, max, step }: Criterion): string =>
  step === '1' && !min.includes('.') ? m.jury_range({ min, max }) : m.jury_range_step({ min, max, step });
