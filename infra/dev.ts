/**
 * `pnpm dev`: the server, restarted when its code or a package changes, with Vite inside it (`ROSTRUM_DEV=1`), so that
 * screens reload in place.
 */
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { Children } from './processes/children.ts';

const root = dirname(dirname(fileURLToPath(import.meta.url)));
const children = new Children();
for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) {
  process.once(signal, () => void children.endAll().finally(() => process.exit(0)));
}

// Node's watcher follows what main.ts imports, the packages included, and nothing of the web app: Vite does that.
const { code } = await children.run(
  process.execPath,
  ['--watch', '--watch-preserve-output', join(root, 'apps', 'server', 'src', 'main.ts')],
  { cwd: root, env: { ROSTRUM_DEV: '1', NODE_ENV: 'development' }, output: 'shown' },
);
process.exitCode = code ?? 1;
