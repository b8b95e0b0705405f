import { afterEach, describe, expect, it } from 'vitest';
import { overwriteGetLocale } from '#lib/paraglide/runtime.js';
import { m } from '#lib/paraglide/messages.js';
import { formatCode, formatDate, formatDuration, formatList, formatRemaining, formatTime } from './format.ts';

afterEach(() => overwriteGetLocale(() => 'zh'));
const instant = Date.UTC(2026, 9, 30, 6, 30);

describe('figures and dates', () => {
  it('counts minutes and, from an hour on, hours', () => {
    expect(formatDuration(0)).toBe('00:00');
    expect(formatDuration(599_999)).toBe('09:59');
    expect(formatDuration(3_600_000)).toBe('1:00:00');
  });

  it('rounds what is left up, so that zero is the end, and what is over down', () => {
    expect(formatRemaining(600_000)).toEqual({ digits: '10:00', over: false });
    expect(formatRemaining(599_001)).toEqual({ digits: '10:00', over: false });
    expect(formatRemaining(1)).toEqual({ digits: '00:01', over: false });
    expect(formatRemaining(0)).toEqual({ digits: '00:00', over: false });
    expect(formatRemaining(-999)).toEqual({ digits: '00:00', over: true });
    expect(formatRemaining(-83_000)).toEqual({ digits: '01:23', over: true });
  });

  it('writes dates as each language does', () => {
    expect(formatTime(instant, 'Asia/Shanghai')).toBe('14:30');
    expect(formatDate(instant, 'short', 'Asia/Shanghai')).toBe('10月30日周五');
    expect(formatList(['林', '周', '何'])).toBe('林、周和何');
    overwriteGetLocale(() => 'en');
    expect(formatDate(instant, 'short', 'Asia/Shanghai')).toMatch(/^Fri,? 30 Oct$/);
    expect(formatTime(Date.UTC(2026, 9, 30, 0, 5), 'UTC')).toBe('00:05');
  });

  it('spaces a join code in threes', () => {
    expect(formatCode('483921').replace(/\s/, ' ')).toBe('483 921');
  });

  it('knows the English plural', () => {
    overwriteGetLocale(() => 'en');
    expect(m.common_people({ count: 1 })).toBe('1 person here');
    expect(m.common_people({ count: 236 })).toBe('236 people here');
  });
});
