import { m } from '#lib/paraglide/messages.js';
import type { Pace } from './pace.ts';

/** `比匀速慢 19 秒`, or in minutes and seconds from a minute on. */
export const paceText = (pace: Pace | undefined): string => {
  if (!pace) return '';
  if (pace.even) return m.speaker_pace_even();
  const total = Math.round(Math.abs(pace.behind) / 1_000);
  const [minutes, seconds] = [Math.floor(total / 60), total % 60];
  const time = minutes === 0 ? m.speaker_seconds({ seconds }) : m.speaker_minutes_seconds({ minutes, seconds });
  return pace.behind > 0 ? m.speaker_pace_behind({ time }) : m.speaker_pace_ahead({ time });
};
