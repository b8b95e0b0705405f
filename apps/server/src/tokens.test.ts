import { describe, expect, test } from 'vitest';
import { hashOf, Tokens, type Seat } from './tokens.ts';

const tokens = new Tokens(new Uint8Array(32).fill(1));
const others = new Tokens(new Uint8Array(32).fill(2));
const seat: Seat = { session: 's-1', role: 'judge', participant: 'p_1', link: 'l1' };

describe('links and seats', () => {
  test('are read back, with and without a link', () => {
    expect(tokens.readLink(tokens.link('s-1', 'l_1'))).toEqual({ session: 's-1', link: 'l_1' });
    expect(tokens.readSeat(tokens.seat(seat))).toEqual(seat);
    const { link: _link, ...guest } = seat;
    expect(tokens.readSeat(tokens.seat(guest))).toEqual(guest);
  });
  test('are the same each time, so that a link can be shown again', () => {
    expect(tokens.link('s-1', 'l1')).toBe(tokens.link('s-1', 'l1'));
  });
  test('open nothing with another installation’s key', () => {
    expect(others.readLink(tokens.link('s-1', 'l1'))).toBeUndefined();
    expect(others.readSeat(tokens.seat(seat))).toBeUndefined();
  });
  test('any character changed, added or missing makes them worthless', () => {
    const token = tokens.seat(seat);
    for (let at = 0; at < token.length; at += 1) {
      const other = token[at] === 'A' ? 'B' : 'A';
      expect(tokens.readSeat(token.slice(0, at) + other + token.slice(at + 1))).toBeUndefined();
      expect(tokens.readSeat(token.slice(0, at) + token.slice(at + 1))).toBeUndefined();
    }
    expect(tokens.readSeat(`${token}A`)).toBeUndefined();
    expect(tokens.readSeat(token.slice(0, -22))).toBeUndefined();
  });
  test('neither is taken for the other', () => {
    expect(tokens.readSeat(tokens.link('s-1', 'l1'))).toBeUndefined();
    expect(tokens.readLink(tokens.seat(seat))).toBeUndefined();
  });
  test('parts cannot be shifted into one another', () => {
    expect(tokens.readLink(tokens.link('a.b', 'c'))).toBeUndefined();
    expect(tokens.readLink(tokens.link('', 'c'))).toBeUndefined();
  });
  test('rubbish is refused: empty, dots, very long, another alphabet', () => {
    for (const rubbish of ['', '.', '....', 'l.a.b', 'x'.repeat(500), '讲台.讲台.讲台', `l.a.b.${'A'.repeat(22)}`])
      expect([tokens.readLink(rubbish), tokens.readSeat(rubbish)]).toEqual([undefined, undefined]);
  });
  test('the mark is 128 bits', () => {
    const mark = tokens.link('s', 'l').split('.').pop()!;
    expect(mark).toMatch(/^[A-Za-z0-9_-]{22}$/);
  });
});

test('a keyed hash depends on key, purpose and content, and none runs into another', () => {
  const hash = tokens.keyedHash('command', 'x');
  expect(tokens.keyedHash('command', 'x')).toBe(hash);
  expect(tokens.keyedHash('command', 'y')).not.toBe(hash);
  expect(tokens.keyedHash('file', 'x')).not.toBe(hash);
  expect(tokens.keyedHash('comman', 'dx')).not.toBe(hash);
  expect(others.keyedHash('command', 'x')).not.toBe(hash);
});
test('a public hash is SHA-256 in base64url', () => {
  expect(hashOf('')).toBe('47DEQpj8HBSa-_TImW-5JCeuQeRkm5NMpJWZG3hSuFU');
});
