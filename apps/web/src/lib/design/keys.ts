/** A key or a chord: `p`, `5`, `?`, `ArrowRight`, `Space`, `Shift+N`, `Mod+Enter` (Ctrl, or Command on Apple machines). */
export interface KeyBinding {
  readonly keys: readonly string[];
  /** What it does, for the list under `?`. */
  readonly label: string;
  readonly group?: string;
  /** Fires again while the key is held. */
  readonly repeat?: boolean;
  /** Whether it may fire now; the list shows it all the same. */
  readonly when?: () => boolean;
  readonly run: () => void;
}

/** What of a keyboard event decides; `KeyboardEvent` fits. */
export interface Press {
  readonly key: string;
  readonly code: string;
  readonly ctrlKey: boolean;
  readonly metaKey: boolean;
  readonly altKey: boolean;
  readonly shiftKey: boolean;
  readonly isComposing: boolean;
  readonly keyCode: number;
}

const NAMES: Readonly<Record<string, string>> = {
  ArrowLeft: '←',
  ArrowRight: '→',
  ArrowUp: '↑',
  ArrowDown: '↓',
  PageUp: 'PgUp',
  PageDown: 'PgDn',
  Escape: 'Esc',
  Mod: 'Ctrl',
};
const apple = (): boolean => typeof navigator !== 'undefined' && /Mac|iPhone|iPad/.test(navigator.platform);

/** A key as people read it: `p` → `P`, `Shift+N` → `Shift N`. */
export const keyName = (key: string): string =>
  (key === '+' ? ['+'] : key.split('+'))
    .map((part) => (part === 'Mod' && apple() ? '⌘' : (NAMES[part] ?? (part.length === 1 ? part.toUpperCase() : part))))
    .join(' ');

/** Keys that an input method or another script hides are told by their place on the keyboard. */
const plainKey = (press: Press): string => {
  if (press.key === ' ') return 'Space';
  if (press.key === '？') return '?';
  if (/^[\x21-\x7e]$/.test(press.key)) return press.key.toLowerCase();
  const place = /^(?:Key|Digit|Numpad)([A-Z0-9])$/.exec(press.code)?.[1];
  return place === undefined ? press.key : place.toLowerCase();
};

/** The name of the chord that was pressed, in the spelling of `KeyBinding`; undefined while an input method composes. */
export function chordOf(press: Press): string | undefined {
  if (press.isComposing || press.keyCode === 229) {
    // Outside a field there is nothing to compose: an input method that is merely switched on hides the key behind 229.
    if (press.isComposing || !/^(?:Key|Digit)/.test(press.code)) return undefined;
  }
  const key = plainKey(press);
  if (press.altKey) return undefined;
  const mod = press.ctrlKey || press.metaKey ? 'Mod+' : '';
  // Shift belongs to the sign (`?`, `+`) unless the key is a letter or a named key.
  const shift = press.shiftKey && (/^[a-z]$/.test(key) || key.length > 1) ? 'Shift+' : '';
  return mod + shift + (shift !== '' && key.length === 1 ? key.toUpperCase() : key);
}

/** Whether the focus is where keys mean something of their own. */
export function takenBy(target: EventTarget | null, chord: string): boolean {
  if (!(target instanceof Element)) return false;
  const field = target.closest('input, textarea, select, [contenteditable=""], [contenteditable="true"]');
  const type = field instanceof HTMLInputElement ? field.type : '';
  const pressable = ['checkbox', 'radio', 'button', 'submit', 'reset', 'range'].includes(type);
  if (field !== null && !pressable) return !chord.startsWith('Mod+');
  const own = ['Space', 'Enter', 'ArrowLeft', 'ArrowRight', 'ArrowUp', 'ArrowDown'];
  if (pressable) return own.includes(chord);
  if (target.closest('[role="tab"], [role="slider"], [role="radio"], [role="menuitem"]') !== null)
    return own.includes(chord);
  return (chord === 'Space' || chord === 'Enter') && target.closest('button, a[href], summary') !== null;
}
