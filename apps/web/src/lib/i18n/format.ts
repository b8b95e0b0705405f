import { getLocale } from '#lib/paraglide/runtime.js';
import { LANG_TAG } from './locale.svelte.ts';

const tag = (): string => LANG_TAG[getLocale()];

/** `14:30`, twenty-four hours in both languages: a running order is read in columns. */
export const formatTime = (instant: number, timeZone?: string): string =>
  new Intl.DateTimeFormat(tag(), {
    hour: '2-digit',
    minute: '2-digit',
    hourCycle: 'h23',
    ...(timeZone === undefined ? {} : { timeZone }),
  }).format(instant);

/** `10月30日周五` or `Fri, 30 Oct`; `style: 'long'` adds the year. */
export const formatDate = (instant: number, style: 'short' | 'long' = 'short', timeZone?: string): string =>
  new Intl.DateTimeFormat(tag() === 'en' ? 'en-GB' : tag(), {
    weekday: 'short',
    day: 'numeric',
    month: style === 'long' ? 'long' : 'short',
    ...(style === 'long' ? { year: 'numeric' as const } : {}),
    ...(timeZone === undefined ? {} : { timeZone }),
  }).format(instant);

/** A duration in milliseconds as `mm:ss`, or `h:mm:ss` from an hour on. Whole seconds, rounded down; no sign. */
export function formatDuration(milliseconds: number): string {
  const total = Math.floor(Math.abs(milliseconds) / 1000);
  const two = (value: number): string => String(value).padStart(2, '0');
  const [hours, minutes, seconds] = [Math.floor(total / 3600), Math.floor((total % 3600) / 60), total % 60];
  return hours > 0 ? `${hours}:${two(minutes)}:${two(seconds)}` : `${two(minutes)}:${two(seconds)}`;
}

/** Time left as a clock shows it: rounds up, so that 10:00 stands for its first second and 00:00 is the end. */
export function formatRemaining(milliseconds: number): { digits: string; over: boolean } {
  const over = milliseconds < 0;
  const whole = over ? Math.floor(-milliseconds / 1000) * 1000 : Math.ceil(milliseconds / 1000) * 1000;
  return { digits: formatDuration(whole), over };
}

export const formatNumber = (value: number, options?: Intl.NumberFormatOptions): string =>
  new Intl.NumberFormat(tag(), options).format(value);

export const formatPercent = (ratio: number): string => formatNumber(ratio, { style: 'percent' });

/** `张三、李四和王五` or `A, B, and C`. */
export const formatList = (items: readonly string[]): string => {
  if (typeof Intl.ListFormat === 'undefined') return items.join(getLocale() === 'zh' ? '、' : ', ');
  return new Intl.ListFormat(tag(), { type: 'conjunction' }).format(items);
};

/** `483 921`: how a join code is read aloud and written. */
export const formatCode = (code: string): string => code.replace(/^(\d{3})(\d{3})$/, '$1\u2009$2');
