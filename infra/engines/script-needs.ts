import { Linter, type Rule } from 'eslint';

/** What a script asks of its engine: names of globals, and of what hangs on a global (`Object.hasOwn`). */
export interface ScriptNeeds {
  readonly names: ReadonlySet<string>;
  /** Methods that are called on whatever, by name; with `?.()` they are not counted. */
  readonly methods: ReadonlySet<string>;
}

/** ECMAScript of June 2021 without class fields, which Safari 14 knows only in part: the build has to lower the rest. */
const SYNTAX = 2021;

/** Throws when the script holds syntax that is newer, or a regular expression that Safari before 16.4 refuses. */
export const needsOf = (script: string): ScriptNeeds => {
  const names = new Set<string>();
  const methods = new Set<string>();
  const collect: Rule.RuleModule = {
    create: (context) => ({
      'Program:exit'(program) {
        const scope = context.sourceCode.getScope(program);
        const outer = [
          ...(scope.upper ?? scope).through,
          ...scope.through,
          ...[...scope.set.values()].flatMap((one) => (one.defs.length === 0 ? one.references : [])),
        ];
        for (const { identifier } of outer) {
          if (identifier.type !== 'Identifier') continue;
          names.add(identifier.name);
          const above = (identifier as Rule.Node).parent;
          if (above?.type !== 'MemberExpression' || above.object !== identifier || above.computed) continue;
          if (above.property.type === 'Identifier') names.add(`${identifier.name}.${above.property.name}`);
        }
      },
      CallExpression(call) {
        if (call.optional || call.callee.type !== 'MemberExpression' || call.callee.computed) return;
        if (call.callee.property.type === 'Identifier') methods.add(call.callee.property.name);
      },
      Literal(literal) {
        if ('regex' in literal && /\(\?<[=!]/.test(literal.regex.pattern))
          context.report({ node: literal, message: 'a look-behind' });
      },
    }),
  };
  const troubles = new Linter().verify(script, [
    {
      languageOptions: { ecmaVersion: SYNTAX, sourceType: 'module' },
      linterOptions: { noInlineConfig: true },
      plugins: { own: { rules: { collect } } },
      rules: { 'own/collect': 'error' },
    },
  ]);
  if (troubles.length > 0)
    throw new Error(troubles.map((one) => `${one.message} (${one.line}:${one.column})`).join(', '));
  return { names, methods };
};
