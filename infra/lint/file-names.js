import { basename } from 'node:path';

/**
 * File names say what is inside: no `utils`, `helpers`, `misc`; kebab-case, except for components and SvelteKit's own.
 * @type {import('eslint').Rule.RuleModule}
 */
export const fileNamesRule = {
  meta: {
    type: 'suggestion',
    schema: [],
    messages: {
      vague: 'Name this file after what is in it, not {{ name }}.',
      case: '{{ name }}: files are kebab-case, components PascalCase.',
    },
  },
  create(context) {
    return {
      Program(node) {
        const name = basename(context.filename);
        if (/^(utils?|helpers?|misc|common|stuff)\./i.test(name)) {
          context.report({ node, messageId: 'vague', data: { name } });
        }
        const component = name.endsWith('.svelte') && !name.startsWith('+');
        const pattern = component
          ? /^[A-Z][A-Za-z0-9]*\.svelte$/
          : /^\+?[a-z0-9]+(-[a-z0-9]+)*(\.[a-z0-9-]+)*(@[a-z]*)?(\.[a-z]+)+$/;
        if (!pattern.test(name)) context.report({ node, messageId: 'case', data: { name } });
      },
    };
  },
};
