/** At-rules, pseudo-classes and functions that Chrome 87 and Safari 14 both have. */
const KNOWN = {
  atRules: ['media', 'font-face', 'keyframes', 'supports', 'page', 'charset', 'import'],
  pseudo: [
    ...['active', 'after', 'before', 'checked', 'disabled', 'first-child', 'focus', 'focus-within', 'hover', 'lang'],
    ...[
      'indeterminate',
      'last-child',
      'not',
      'nth-child',
      'nth-last-child',
      'placeholder',
      'root',
      'selection',
      'empty',
    ],
    ...[
      'backdrop',
      '-webkit-scrollbar',
      'first-of-type',
      'last-of-type',
      'only-child',
      'invalid',
      'required',
      'target',
    ],
  ],
  functions: [
    ...[
      'var',
      'calc',
      'min',
      'max',
      'clamp',
      'env',
      'repeat',
      'minmax',
      'cubic-bezier',
      'local',
      'format',
      'url',
      'attr',
    ],
    ...['inset', 'rotate', 'translate', 'translateX', 'translateY', 'scale', 'rgb', 'rgba', 'hsl', 'linear-gradient'],
    ...[
      'repeating-linear-gradient',
      'radial-gradient',
      'fit-content',
      'steps',
      'counter',
      'blur',
      'drop-shadow',
      'circle',
    ],
  ],
};
/** A rule with one of these is dropped whole by Safari 14; what it holds may only decorate. */
const DECORATIVE = ['focus-visible', 'has'];
const NEW_UNITS = /^([\w-]+):.*\d(?:dvh|svh|lvh|dvw|svw|lvw|cqw|cqh|cqi|cqb|cqmin|cqmax)\b/;

/** What stands in built styles that a phone of 2020 does not know, in words. */
export const troublesOf = (css: string): readonly string[] => {
  const troubles = new Set<string>();
  const rules = css.replace(/\/\*.*?\*\//gs, '').matchAll(/([^{}]*)(?:\{([^{}]*)(?=\})|\{)/g);
  for (const [, head = '', body] of rules) {
    const selector = head.trim();
    if (selector.startsWith('@')) {
      const name = /^@([\w-]+)/.exec(selector)?.[1] ?? '';
      if (!KNOWN.atRules.includes(name)) troubles.add(`@${name}`);
    } else
      for (const [, name = ''] of selector.matchAll(/::?([\w-]+)/g))
        if (!KNOWN.pseudo.includes(name) && !DECORATIVE.includes(name)) troubles.add(`:${name} in ${selector}`);
    if (/:not\([^()]*,/.test(selector)) troubles.add(`:not() of a list in ${selector}`);
    const before = new Set<string>();
    for (const declaration of (body ?? '').split(';')) {
      for (const [, name = ''] of declaration.matchAll(/([\w-]+)\(/g))
        if (!KNOWN.functions.includes(name)) troubles.add(`${name}() in ${selector}`);
      const unit = NEW_UNITS.exec(declaration.trim());
      // The line before it says the same in units that everybody knows.
      if (unit && !before.has(unit[1]!)) troubles.add(`${declaration.trim()} without another before it in ${selector}`);
      before.add(declaration.trim().split(':', 1)[0] ?? '');
    }
  }
  return [...troubles];
};
