import { describe, expect, it } from 'vitest';
import { problemBefore, problemOf } from './media-problem.ts';

const chrome = { secure: true, supported: true, userAgent: 'Mozilla/5.0 Chrome/120.0' };
const wechat = { ...chrome, userAgent: 'Mozilla/5.0 (iPhone) AppleWebKit MicroMessenger/8.0.40' };

describe('why there is no camera', () => {
  it('is known before asking where browsers have none to give', () => {
    expect(problemBefore(chrome)).toBeUndefined();
    expect(problemBefore({ ...chrome, secure: false, supported: false })).toBe('insecure');
    expect(problemBefore({ ...wechat, supported: false })).toBe('inapp');
    expect(problemBefore({ ...chrome, supported: false })).toBe('failed');
  });
  it.each([
    ['NotAllowedError', 'denied'],
    ['NotReadableError', 'busy'],
    ['NotFoundError', 'none'],
    ['SomethingElse', 'failed'],
  ])('%s means %s', (name, problem) => {
    expect(problemOf(new DOMException('', name), chrome)).toBe(problem);
  });
  it('inside a chat app a refusal is the app’s', () => {
    expect(problemOf(new DOMException('', 'NotAllowedError'), wechat)).toBe('inapp');
  });
  it('is «failed» for what is no error at all', () => {
    expect(problemOf('no', chrome)).toBe('failed');
  });
});
