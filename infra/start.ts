/** `pnpm start`: builds the web app when its sources changed, then serves everything from this process. */
import { dirname, join } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';

const root = dirname(dirname(fileURLToPath(import.meta.url)));
const oldestNode = 24;

if (Number(process.versions.node.split('.')[0]) < oldestNode) {
  console.error(
    `Rostrum runs on Node ${oldestNode} or later and brings its own: start it with  npx -y pnpm@12 start  ` +
      `(this is Node ${process.versions.node}).`,
  );
  process.exit(1);
}

// Loaded only now: an older Node should reach the message above before it meets anything it does not know.
const { Children } = await import('./processes/children.ts');
const { buildWhenChanged } = await import('./web-build/build-when-changed.ts');
const { leaveLaunchers } = await import('./launchers/launchers.ts');

const children = new Children();
const stop = (): void => void children.endAll().finally(() => process.exit(130));
process.once('SIGINT', stop);
process.once('SIGTERM', stop);
const built = await buildWhenChanged(root, children, (line) => console.log(line));
process.off('SIGINT', stop);
process.off('SIGTERM', stop);
if (!built) process.exit(1);
if (await leaveLaunchers(root, process.execPath))
  console.log(
    'From now on  ./rostrum  starts it too, without any network. / 以后也可以用 ./rostrum 启动，不需要网络。',
  );

const server = (await import(pathToFileURL(join(root, 'apps', 'server', 'src', 'serve.ts')).href)) as {
  serve(): Promise<void>;
};
await server.serve();
