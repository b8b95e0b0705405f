import { describe, expect, it } from 'vitest';
import { chordOf, keyName, takenBy, type Press } from './keys.ts';

const press = (change: Partial<Press>): Press => ({
  key: 'p',
  code: 'KeyP',
  ctrlKey: false,
  metaKey: false,
  altKey: false,
  shiftKey: false,
  isComposing: false,
  keyCode: 80,
  ...change,
});

describe('chords', () => {
  it('names letters, signs and named keys', () => {
    expect(chordOf(press({}))).toBe('p');
    expect(chordOf(press({ key: 'P' }))).toBe('p');
    expect(chordOf(press({ key: 'N', code: 'KeyN', shiftKey: true }))).toBe('Shift+N');
    expect(chordOf(press({ key: '?', code: 'Slash', shiftKey: true }))).toBe('?');
    expect(chordOf(press({ key: ' ', code: 'Space' }))).toBe('Space');
    expect(chordOf(press({ key: 'Enter', code: 'Enter', ctrlKey: true }))).toBe('Mod+Enter');
    expect(chordOf(press({ altKey: true }))).toBeUndefined();
  });

  it('is silent while an input method composes, but not because one is switched on', () => {
    expect(chordOf(press({ isComposing: true, keyCode: 229 }))).toBeUndefined();
    expect(chordOf(press({ key: 'Process', keyCode: 229 }))).toBe('p');
    expect(chordOf(press({ key: '？', code: 'Slash', shiftKey: true }))).toBe('?');
  });

  it('reads letters by their place on other scripts’ keyboards', () => {
    expect(chordOf(press({ key: 'з', code: 'KeyP' }))).toBe('p');
  });

  it('is drawn as people read it', () => {
    expect([keyName('p'), keyName('ArrowRight'), keyName('Shift+N'), keyName('+')]).toEqual(['P', '→', 'Shift N', '+']);
  });
});

describe('who has the key', () => {
  const inside = (html: string): Element => {
    document.body.innerHTML = html;
    return document.body.querySelector('[data-at]') ?? document.body;
  };

  it('belongs to a field, a chord with Ctrl excepted', () => {
    for (const html of [
      '<input data-at>',
      '<textarea data-at></textarea>',
      '<p contenteditable="true"><b data-at>x</b></p>',
    ]) {
      expect(takenBy(inside(html), 'p')).toBe(true);
      expect(takenBy(inside(html), 'Mod+Enter')).toBe(false);
    }
  });

  it('leaves Space to a focused button and arrows to a group of radio buttons, and letters to the screen', () => {
    expect(takenBy(inside('<button data-at></button>'), 'Space')).toBe(true);
    expect(takenBy(inside('<button data-at></button>'), 'ArrowRight')).toBe(false);
    expect(takenBy(inside('<input type="radio" data-at>'), 'ArrowRight')).toBe(true);
    expect(takenBy(inside('<input type="radio" data-at>'), 'p')).toBe(false);
    expect(takenBy(inside('<p data-at></p>'), 'Space')).toBe(false);
  });
});
