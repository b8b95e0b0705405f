import type { ClockView, Phase } from '@rostrum/domain';
import { formatDuration, formatRemaining } from '#lib/i18n/format.ts';
import { m } from '#lib/paraglide/messages.js';

const MINUTE = 60_000;

/** `最后 2 分钟`, or with seconds where it is no whole minute. */
const lastWords = (threshold: number): string =>
  threshold >= MINUTE && threshold % MINUTE === 0
    ? m.speaker_last_minutes({ count: threshold / MINUTE })
    : threshold < 2 * MINUTE && threshold % 1_000 === 0
      ? m.speaker_last_seconds({ count: threshold / 1_000 })
      : m.speaker_last_time({ time: formatDuration(threshold) });

export interface ClockWords {
  readonly digits: string;
  /** The state in a word: left, last two minutes, wrap up, over time, paused. */
  readonly word: string;
  readonly detail: string;
}

/** What the lectern's clock says; `page` and `pages` count from 1. */
export const clockWords = (
  clock: ClockView,
  phase: Phase,
  time: { remaining: number; spent: number },
  place?: { page: number; pages: number },
): ClockWords => {
  if (clock.status === 'ended')
    return {
      digits: formatDuration(time.spent),
      word: m.speaker_clock_ended(),
      detail:
        time.remaining < 0
          ? m.speaker_over_by({ time: formatDuration(time.remaining) })
          : m.speaker_of_time({ time: formatDuration(clock.limit) }),
    };
  const shown = formatRemaining(time.remaining);
  const digits = `${shown.over ? '+' : ''}${shown.digits}`;
  const pages = place ? m.speaker_page_of(place) : '';
  const usual: Record<Phase, [string, string]> = {
    normal: [m.common_clock_left(), m.speaker_of_time({ time: formatDuration(clock.limit) })],
    warning: [lastWords(clock.warnAt), m.speaker_of_time({ time: formatDuration(clock.limit) })],
    final: [m.speaker_wrap_up(), [lastWords(clock.finalAt), pages].filter((part) => part !== '').join('\u3000')],
    over: [m.speaker_over_time(), m.speaker_please_finish()],
  };
  const [word, detail] = usual[phase];
  if (clock.status === 'ready') return { digits, word: m.speaker_clock_ready(), detail: usual.normal[1] };
  if (clock.status === 'paused') return { digits, word: m.speaker_clock_paused(), detail: word };
  return { digits, word, detail };
};
