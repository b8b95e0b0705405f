import { m } from '#lib/paraglide/messages.js';
import { formatTime } from '#lib/i18n/format.ts';

/** `42 秒前`; from an hour on it is not worth counting. */
export const agoWords = (milliseconds: number): string => {
  const seconds = Math.max(0, Math.floor(milliseconds / 1000));
  if (seconds < 60) return m.host_seconds_ago({ count: seconds });
  if (seconds < 3600) return m.host_minutes_ago({ count: Math.floor(seconds / 60) });
  return formatTime(Date.now() - milliseconds);
};
