import { existsSync, readFileSync } from 'node:fs';
import { dirname, join, resolve, sep } from 'node:path';

/** Which of our packages each may import: the direction of docs/house.md. Apps and infra import any package. */
const packagesMayImport = {
  scoring: [],
  sync: [],
  domain: ['scoring'],
  protocol: ['domain'],
  redis: [],
  'event-log': ['redis'],
  vault: ['redis'],
  cluster: ['redis'],
  blobs: [],
  slides: [],
};

/**
 * The room a file is in: `packages/domain`, `apps/web`, `infra`; undefined outside.
 * @param {string} root
 * @param {string} file
 */
function roomOf(root, file) {
  if (!file.startsWith(root + sep)) return undefined;
  const [first, second] = file.slice(root.length + 1).split(sep);
  if (first === 'infra') return 'infra';
  return (first === 'packages' || first === 'apps') && second !== undefined ? `${first}/${second}` : undefined;
}

/**
 * Keeps the direction of the house: packages import only those below them, apps never each other, and everybody goes
 * through a package's public face (`@rostrum/domain`), never around it by a path.
 * @param {string} root
 * @returns {import('eslint').Rule.RuleModule}
 */
export function directionRule(root) {
  const faces = new Map();
  /** @param {string} name */
  const facesOf = (name) => {
    const manifest = join(root, 'packages', name, 'package.json');
    if (!faces.has(name)) {
      faces.set(
        name,
        existsSync(manifest) ? Object.keys(JSON.parse(readFileSync(manifest, 'utf8')).exports ?? {}) : [],
      );
    }
    return faces.get(name);
  };

  return {
    meta: {
      type: 'problem',
      schema: [],
      messages: {
        path: 'Import {{ to }} by its name (@rostrum/…), not by a path into it.',
        app: '{{ from }} may not import the app {{ to }}: what both need belongs in a package.',
        direction: 'packages/{{ from }} may not import {{ to }}: see the direction in docs/house.md.',
        face: '{{ specifier }} is no public face of packages/{{ to }} (see "exports" in its package.json).',
      },
    },
    create(context) {
      const from = roomOf(root, context.filename);
      if (from === undefined) return {};

      /** @param {{ type: string, value?: unknown } | null | undefined} source */
      const check = (source) => {
        if (source?.type !== 'Literal' || typeof source.value !== 'string') return;
        const specifier = source.value;
        if (specifier.startsWith('.')) {
          const to = roomOf(root, resolve(dirname(context.filename), specifier));
          if (to === undefined || to === from) return;
          const messageId = to.startsWith('packages/') ? 'path' : 'app';
          context.report({ node: source, messageId, data: { from, to } });
          return;
        }
        const match = /^@rostrum\/([^/]+)(\/.*)?$/.exec(specifier);
        if (match === null) return;
        const name = match[1] ?? '';
        if (!(name in packagesMayImport)) {
          if (from !== `apps/${name}`) {
            context.report({ node: source, messageId: 'app', data: { from, to: name } });
          }
          return;
        }
        const own = from.startsWith('packages/') ? from.slice('packages/'.length) : undefined;
        const allowed =
          own === undefined ? undefined : packagesMayImport[/** @type {keyof typeof packagesMayImport} */ (own)];
        if (own !== undefined && own !== name && !(allowed ?? []).some((each) => each === name)) {
          context.report({ node: source, messageId: 'direction', data: { from: own, to: specifier } });
        }
        if (!facesOf(name).includes(match[2] === undefined ? '.' : `.${match[2]}`)) {
          context.report({ node: source, messageId: 'face', data: { specifier, to: name } });
        }
      };

      return {
        ImportDeclaration: (node) => check(node.source),
        ExportNamedDeclaration: (node) => check(node.source),
        ExportAllDeclaration: (node) => check(node.source),
        ImportExpression: (node) => check(node.source),
      };
    },
  };
}
