import { dirname } from 'node:path';
import { fileURLToPath } from 'node:url';
import { defineConfig, globalIgnores } from 'eslint/config';
import svelte from 'eslint-plugin-svelte';
import globals from 'globals';
import tseslint from 'typescript-eslint';
import { directionRule } from './infra/lint/direction.js';
import { fileNamesRule } from './infra/lint/file-names.js';
import { missingMethods, missingStatics } from './infra/lint/old-engines.ts';
import { oldEngineStylesRule } from './infra/lint/old-engine-styles.js';

const root = dirname(fileURLToPath(import.meta.url));
const house = {
  rules: { direction: directionRule(root), 'file-names': fileNamesRule, 'old-engine-styles': oldEngineStylesRule },
};

const code = ['**/*.ts', '**/*.svelte'];
const tests = ['**/*.test.ts', '**/*.svelte.test.ts', '**/testing/**', '**/fuzz/**', 'infra/journeys/**'];
const purePackages = ['domain', 'scoring', 'sync', 'protocol'].map((name) => `packages/${name}/src/**/*.ts`);

const oldEngines = {
  'no-restricted-globals': ['error', 'structuredClone', 'requestIdleCallback', 'scheduler', 'CloseWatcher'],
  'no-restricted-properties': [
    'error',
    ...missingStatics.map(([object, property]) => ({ object, property, message: 'Chrome 87 or Safari 14 lacks it.' })),
  ],
  'no-restricted-syntax': [
    'error',
    {
      // `dialog.showModal?.()` asks first, so it may stand.
      selector: `CallExpression[optional=false][callee.property.name=/^(${missingMethods.join('|')})$/]`,
      message: 'Chrome 87 or Safari 14 lacks this method; call it as ?.() when something else does its work there.',
    },
    {
      selector: 'Literal[regex.pattern=/\\(\\?<[=!]/]',
      message: 'Safari before 16.4 refuses the whole script for a look-behind.',
    },
  ],
};

const nothingOutside = 'Pure: time, ids, chance and I/O are passed in (docs/house.md).';
const pureGlobals = [
  'setTimeout',
  'setInterval',
  'setImmediate',
  'queueMicrotask',
  'console',
  'crypto',
  'process',
  'performance',
  'fetch',
  'window',
  'document',
  'localStorage',
].map((name) => ({ name, message: nothingOutside }));
const pure = {
  'no-restricted-imports': ['error', { patterns: [{ regex: '^node:', message: nothingOutside }] }],
  'no-restricted-globals': [...oldEngines['no-restricted-globals'], ...pureGlobals],
  'no-restricted-properties': [
    ...oldEngines['no-restricted-properties'],
    { object: 'Date', property: 'now', message: nothingOutside },
    { object: 'Math', property: 'random', message: nothingOutside },
  ],
  'no-restricted-syntax': [
    ...oldEngines['no-restricted-syntax'],
    { selector: "NewExpression[callee.name='Date'][arguments.length=0]", message: nothingOutside },
    { selector: 'ExportDefaultDeclaration', message: 'Exports have names.' },
  ],
};

export default defineConfig(
  globalIgnores([
    '**/node_modules/',
    '**/build/',
    '**/.svelte-kit/',
    '**/.cache/',
    '**/test-results/',
    'apps/web/src/lib/paraglide/',
    'data/',
    'shots/',
  ]),
  tseslint.configs.strictTypeChecked,
  svelte.configs.recommended,
  {
    languageOptions: {
      globals: { ...globals.node, ...globals.browser },
      parserOptions: { projectService: true, tsconfigRootDir: root, extraFileExtensions: ['.svelte'] },
    },
    linterOptions: { noInlineConfig: true, reportUnusedDisableDirectives: 'off' },
    plugins: { house },
  },
  { files: ['**/*.svelte', '**/*.svelte.ts'], languageOptions: { parserOptions: { parser: tseslint.parser } } },
  { files: ['**/*.js'], extends: [tseslint.configs.disableTypeChecked] },
  {
    files: [...code, '**/*.js'],
    rules: {
      'house/direction': 'error',
      'house/file-names': 'error',
      'no-cond-assign': 'error',
      'no-constant-condition': ['error', { checkLoops: false }],
      'no-debugger': 'error',
      'no-dupe-else-if': 'error',
      'no-duplicate-case': 'error',
      'no-empty': 'error',
      'no-fallthrough': 'error',
      'no-irregular-whitespace': ['error', { skipStrings: true, skipTemplates: true }],
      'no-loss-of-precision': 'error',
      'no-self-assign': 'error',
      'no-sparse-arrays': 'error',
      'no-unsafe-finally': 'error',
      'no-useless-catch': 'error',
      'no-useless-escape': 'error',
      'use-isnan': 'error',
      eqeqeq: 'error',
      'no-var': 'error',
      'prefer-const': 'error',
    },
  },
  {
    files: code,
    rules: {
      'no-restricted-syntax': ['error', { selector: 'ExportDefaultDeclaration', message: 'Exports have names.' }],
      '@typescript-eslint/consistent-type-imports': 'error',
      '@typescript-eslint/no-unused-vars': ['error', { argsIgnorePattern: '^_', varsIgnorePattern: '^_' }],
      '@typescript-eslint/switch-exhaustiveness-check': ['error', { considerDefaultExhaustiveForUnions: true }],
      '@typescript-eslint/restrict-template-expressions': ['error', { allowNumber: true, allowBoolean: true }],
      // A line that answers and ends in one reads well; what a void is worth, the types say.
      '@typescript-eslint/no-confusing-void-expression': 'off',
      '@typescript-eslint/no-meaningless-void-operator': 'off',
      // Tools are passed in as objects of functions, and taken apart where they are used.
      '@typescript-eslint/unbound-method': 'off',
      '@typescript-eslint/no-misused-promises': ['error', { checksVoidReturn: { arguments: false } }],
      // A function may be async to keep an interface, or to turn a throw into a rejection.
      '@typescript-eslint/require-await': 'off',
      // Brands are made of intersections that this rule takes for useless.
      '@typescript-eslint/no-redundant-type-constituents': 'off',
      '@typescript-eslint/no-invalid-void-type': 'off',
      // A state's draft loses entries by key; names and titles are taken apart by code points on purpose.
      '@typescript-eslint/no-dynamic-delete': 'off',
      '@typescript-eslint/no-misused-spread': 'off',
      '@typescript-eslint/no-unnecessary-type-parameters': 'off',
    },
  },
  { files: purePackages, ignores: tests, rules: pure },
  {
    files: ['apps/web/src/**/*.ts', 'apps/web/src/**/*.svelte'],
    // The organiser's and host's own screens run on a laptop; what the server renders never reaches a phone.
    ignores: [...tests, 'apps/web/src/routes/(control)/**', '**/*.server.ts'],
    rules: oldEngines,
  },
  {
    files: ['apps/web/src/**/*.svelte'],
    ignores: ['apps/web/src/routes/(control)/**', 'apps/web/src/routes/(display)/**'],
    rules: { 'house/old-engine-styles': 'error' },
  },
  {
    files: ['**/*.svelte'],
    rules: {
      // Props are assigned by the caller.
      'prefer-const': 'off',
      'svelte/prefer-const': ['error', { excludedRunes: ['$props', '$derived'] }],
      // Addresses carry the session's own path; there is no base path to resolve.
      'svelte/no-navigation-without-resolve': 'off',
      // svelte-check knows the types of props, snippets and bindings; to the lint rules they are `any` or never empty.
      'svelte/no-unused-svelte-ignore': 'off',
      '@typescript-eslint/no-unnecessary-condition': 'off',
      '@typescript-eslint/no-unsafe-argument': 'off',
      '@typescript-eslint/no-unsafe-assignment': 'off',
      '@typescript-eslint/no-unsafe-call': 'off',
      '@typescript-eslint/no-unsafe-member-access': 'off',
      '@typescript-eslint/no-unsafe-return': 'off',
    },
  },
  {
    files: tests,
    rules: {
      '@typescript-eslint/no-non-null-assertion': 'off',
      '@typescript-eslint/no-unsafe-assignment': 'off',
      '@typescript-eslint/no-unsafe-member-access': 'off',
      '@typescript-eslint/unbound-method': 'off',
    },
  },
  {
    // Tools for tests and pictures: they hold what they have just made.
    files: ['infra/**/*.ts', 'apps/server/src/proofs/**/*.ts', '**/testing/**/*.ts'],
    rules: {
      '@typescript-eslint/no-non-null-assertion': 'off',
      '@typescript-eslint/no-base-to-string': 'off',
      '@typescript-eslint/no-unnecessary-condition': 'off',
      '@typescript-eslint/no-useless-default-assignment': 'off',
    },
  },
  // Read by a tool, or loaded by path in a worker thread: both ask for a default export.
  { files: ['**/*.config.ts', '**/*.config.js', '**/worker/main.ts'], rules: { 'no-restricted-syntax': 'off' } },
);
