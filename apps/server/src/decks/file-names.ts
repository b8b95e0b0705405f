/** A deck's name in an event: 200 characters at most. */
const LONGEST = 200;
const FALLBACK = 'deck';

// Control characters, line separators, direction overrides, and what is invisible: they garble a screen or disguise an ending.
const GARBLING = /[\p{Cc}\p{Cf}\p{Cs}\p{Zl}\p{Zp}]/gu;

/**
 * How a file's name is shown: the last part of a path, without what would garble a screen, at most 200 characters with its
 * ending kept. Any script is fine. It names nothing on disk.
 */
export const displayName = (given: string): string => {
  const last = given.split(/[/\\]/).pop() ?? '';
  // A joiner between two letters or pictures is part of how they are written.
  const clean = last.normalize('NFC').replace(GARBLING, (one) => (one === '\u200d' || one === '\u200c' ? one : ' '));
  const characters = [...clean.replace(/\s+/g, ' ').trim()];
  if (characters.length === 0 || characters.every((one) => one === '.')) return FALLBACK;
  if (characters.length <= LONGEST) return characters.join('');
  const dot = characters.lastIndexOf('.');
  const ending = dot > 0 && characters.length - dot <= 10 ? characters.slice(dot) : [];
  return [...characters.slice(0, LONGEST - 1 - ending.length), '…', ...ending].join('');
};

/** RFC 6266 and RFC 8187: a name for old readers, and the whole of it for all others. */
export const attachment = (name: string): string => {
  const plain = name.replace(/[^\x20-\x7e]|["\\%]/gu, '_');
  const whole = encodeURIComponent(name).replace(
    /['()*]/g,
    (one) => `%${one.charCodeAt(0).toString(16).toUpperCase()}`,
  );
  return `attachment; filename="${plain}"; filename*=UTF-8''${whole}`;
};
