import { execFile } from 'node:child_process';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { expect, it } from 'vitest';

const run = promisify(execFile);
/** What the process is called once the server has been loaded, and which builds of libraries were loaded for it. */
const loaded = async (environment: Record<string, string>): Promise<string> => {
  const { NODE_ENV: _ours, ...inherited } = process.env;
  const script = `
    import { createRequire } from 'node:module';
    await import(${JSON.stringify(join(import.meta.dirname, 'serve.ts'))});
    const require = createRequire(${JSON.stringify(createRequire(import.meta.url).resolve('@rostrum/domain'))});
    // Loading it again gives the very build that the server loaded, by the name as it stood then.
    const [build] = require.cache[require.resolve('mutative')].children;
    console.log(process.env.NODE_ENV, build.filename.includes('.development.') ? 'development' : 'production');`;
  const { stdout } = await run(process.execPath, ['--input-type=module', '-e', script], {
    env: { ...inherited, ...environment },
    cwd: import.meta.dirname,
  });
  return stdout.trim();
};

it('the server runs the production builds of its libraries, but for development or where another name is given', async () => {
  expect(await loaded({})).toBe('production production');
  expect(await loaded({ ROSTRUM_DEV: '1' })).toBe('development development');
  expect(await loaded({ NODE_ENV: 'test' })).toBe('test development');
}, 60_000);
