/** What the styles of a phone of 2020 do not know and no build step can lower. `:has()` may decorate, and then says so. */
const unknownStyles = [
  {
    pattern: /:has\(/g,
    what: ':has() (write /* decorates only */ on its line when nothing depends on it)',
    excuse: /decorates only/,
  },
  { pattern: /@layer\b/g, what: '@layer' },
  { pattern: /@container\b/g, what: '@container' },
  { pattern: /@scope\b/g, what: '@scope' },
];

/**
 * Reports styles in a component's `<style>` that Chrome 87 and Safari 14 ignore.
 * @type {import('eslint').Rule.RuleModule}
 */
export const oldEngineStylesRule = {
  meta: { type: 'problem', schema: [], messages: { unknown: 'Chrome 87 and Safari 14 do not know {{ what }}.' } },
  create(context) {
    return {
      'Program:exit'() {
        const text = context.sourceCode.text;
        for (const block of text.matchAll(/<style[^>]*>([\s\S]*?)<\/style>/g)) {
          const start = block.index + block[0].indexOf('>') + 1;
          const css = block[1] ?? '';
          for (const { pattern, what, excuse } of unknownStyles) {
            for (const found of css.matchAll(pattern)) {
              const line = css.slice(css.lastIndexOf('\n', found.index) + 1).split('\n', 1)[0] ?? '';
              if (excuse?.test(line)) continue;
              context.report({
                loc: context.sourceCode.getLocFromIndex(start + found.index),
                messageId: 'unknown',
                data: { what },
              });
            }
          }
        }
      },
    };
  },
};
