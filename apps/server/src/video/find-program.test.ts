import { chmod, mkdir, mkdtemp, readdir, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { cachedProgram, findProgram, installLine } from './find-program.ts';
import { createStatusCell, type VideoStatus } from './status.ts';
import { silent } from './trial.ts';

let home: string;
let bin: string;
let cacheDir: string;
beforeEach(async () => {
  home = await mkdtemp(join(tmpdir(), 'rostrum-find-'));
  bin = join(home, 'bin');
  cacheDir = join(home, 'cache');
  await mkdir(bin);
  await mkdir(cacheDir);
});
afterEach(() => rm(home, { recursive: true, force: true }));

const script = async (file: string, body: string) => {
  await writeFile(file, `#!/bin/sh\n${body}\n`);
  await chmod(file, 0o755);
  return file;
};
const LIVEKIT = 'echo livekit-server version 1.13.5';
const find = async (more: NodeJS.ProcessEnv = {}, signal = new AbortController().signal) => {
  const status = createStatusCell({ state: 'looking' });
  const states: VideoStatus['state'][] = [];
  status.watch(({ state }) => states.push(state));
  // The shell itself is named by its whole path; `mkdir` and `sleep` of the scripts are the system's.
  const env = { PATH: `${bin}:${home}/nowhere`, ...more };
  const program = await findProgram({ env, platform: 'linux', cacheDir, log: silent, status, signal });
  return { program, status: status.current(), states };
};

describe('finding LiveKit', () => {
  it('takes the one on PATH', async () => {
    const file = await script(join(bin, 'livekit-server'), LIVEKIT);
    expect((await find()).program).toBe(file);
  });

  it('takes the one that LIVEKIT_SERVER names before it', async () => {
    await script(join(bin, 'livekit-server'), LIVEKIT);
    const file = await script(join(home, 'mine'), LIVEKIT);
    expect((await find({ LIVEKIT_SERVER: file })).program).toBe(file);
  });

  it('says so when LIVEKIT_SERVER names none, and takes no other', async () => {
    await script(join(bin, 'livekit-server'), LIVEKIT);
    const { program, status } = await find({ LIVEKIT_SERVER: '/nowhere/livekit' });
    expect(program).toBeUndefined();
    expect(status).toMatchObject({ state: 'missing', reason: expect.stringContaining('/nowhere/livekit') });
  });

  it('takes the cached one, past a broken one on PATH', async () => {
    await script(join(bin, 'livekit-server'), 'echo cannot execute; exit 1');
    const file = await script(cachedProgram(cacheDir, 'linux'), LIVEKIT);
    expect((await find()).program).toBe(file);
  });

  it('builds it by Go, once', async () => {
    await script(
      join(bin, 'go'),
      `[ "$1 $2" = "install github.com/livekit/livekit-server/cmd/server@v1.13.5" ] || exit 2
[ -z "$GOOS" ] || exit 3
printf '#!/bin/sh\\necho livekit-server version 1.13.5\\n' > "$GOBIN/server"`,
    );
    const first = await find({ GOOS: 'windows' });
    expect(first.program).toBe(cachedProgram(cacheDir, 'linux'));
    expect(first.states).toEqual(['building']);
    expect(await readdir(cacheDir)).toEqual(['livekit-server-v1.13.5']);
    expect((await find()).states).toEqual([]);
  });

  it('keeps the last words of a build that failed, and leaves nothing behind', async () => {
    await script(join(bin, 'go'), 'echo downloading; echo "no route to proxy" >&2; exit 1');
    const { program, status } = await find();
    expect(program).toBeUndefined();
    expect(status).toEqual({
      state: 'missing',
      reason: expect.stringContaining('no route to proxy'),
      installLine: expect.stringContaining('go install github.com/livekit/livekit-server/cmd/server@v1.13.5'),
    });
    expect(await readdir(cacheDir)).toEqual([]);
  });

  it('ends a build with everything that it started', async () => {
    await script(join(bin, 'go'), `/bin/sleep 600 & echo $! > ${home}/inner; wait`);
    const stop = new AbortController();
    setTimeout(() => stop.abort(), 400);
    expect((await find({}, stop.signal)).program).toBeUndefined();
    expect(await readdir(cacheDir)).toEqual([]);
    const { readFile } = await import('node:fs/promises');
    const inner = Number(await readFile(`${home}/inner`, 'utf8'));
    await expect
      .poll(() =>
        readFile(`/proc/${inner}/stat`, 'utf8').then(
          (stat) => !/\) Z/.test(stat),
          () => false,
        ),
      )
      .toBe(false);
  });

  it('names the line that installs it when there is nothing', async () => {
    const { status } = await find();
    expect(status).toMatchObject({ state: 'missing', installLine: 'curl -sSL https://get.livekit.io | bash' });
  });

  it.each([
    ['darwin', false, 'brew install livekit'],
    ['darwin', true, 'brew install livekit'],
    ['linux', false, 'curl -sSL https://get.livekit.io | bash'],
    [
      'linux',
      true,
      "GOBIN='/c' go install github.com/livekit/livekit-server/cmd/server@v1.13.5 && mv '/c/server' '/c/livekit-server-v1.13.5'",
    ],
    ['win32', false, 'winget install -e --id GoLang.Go'],
  ] as const)('on %s with Go %s: %s', (platform, go, line) => {
    expect(installLine(platform, '/c', go)).toBe(line);
  });
});
