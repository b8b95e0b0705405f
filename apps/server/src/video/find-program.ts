import { access, chmod, constants, mkdir, mkdtemp, rename, rm } from 'node:fs/promises';
import { delimiter, join } from 'node:path';
import { run } from './child-process.ts';
import type { Log, StatusCell } from './status.ts';

const LIVEKIT_VERSION = '1.13.5';
const MODULE = `github.com/livekit/livekit-server/cmd/server@v${LIVEKIT_VERSION}`;
const CHECK_MS = 10_000;
/** Half an hour: a slow network and a slow machine. */
const BUILD_MS = 30 * 60_000;

export interface FindOptions {
  readonly env: NodeJS.ProcessEnv;
  readonly platform: NodeJS.Platform;
  /** `<project>/.cache/livekit`. */
  readonly cacheDir: string;
  readonly log: Log;
  readonly status: StatusCell;
  /** Ends the search, a build included. */
  readonly signal: AbortSignal;
}

const exe = (platform: NodeJS.Platform) => (platform === 'win32' ? '.exe' : '');

/** Where the built program is kept. */
export const cachedProgram = (cacheDir: string, platform: NodeJS.Platform) =>
  join(cacheDir, `livekit-server-v${LIVEKIT_VERSION}${exe(platform)}`);

const executable = (path: string) =>
  access(path, constants.X_OK).then(
    () => true,
    () => false,
  );

/** The path of a program on `PATH`. */
const onPath = async (name: string, env: NodeJS.ProcessEnv, platform: NodeJS.Platform) => {
  const path = env.PATH ?? env.Path ?? '';
  for (const folder of path.split(delimiter)) {
    if (folder === '') continue;
    const file = join(folder, name + exe(platform));
    if (await executable(file)) return file;
  }
  return undefined;
};

/** The one line that brings LiveKit to this system, to be run once; Rostrum finds (or, with Go, builds) it at its next start. */
export const installLine = (platform: NodeJS.Platform, cacheDir: string, hasGo: boolean) => {
  if (platform === 'darwin') return 'brew install livekit';
  const file = cachedProgram(cacheDir, platform);
  if (platform === 'win32') {
    if (!hasGo) return 'winget install -e --id GoLang.Go';
    return `powershell -c "$env:GOBIN='${cacheDir}'; go install ${MODULE}; Move-Item -Force '${join(cacheDir, 'server.exe')}' '${file}'"`;
  }
  if (!hasGo) return 'curl -sSL https://get.livekit.io | bash';
  return `GOBIN='${cacheDir}' go install ${MODULE} && mv '${join(cacheDir, 'server')}' '${file}'`;
};

/** Whether the file is a LiveKit server that runs here; else why not. */
const check = async (program: string, options: FindOptions): Promise<string | undefined> => {
  const { code, lines } = await run(program, ['--version'], {
    env: options.env,
    timeoutMs: CHECK_MS,
    signal: options.signal,
  });
  const said = lines.join('\n');
  return code === 0 && said.includes('livekit-server version')
    ? undefined
    : `${program} does not run: ${said || `exit code ${code}`}`;
};

const build = async (go: string, options: FindOptions): Promise<string | { readonly reason: string }> => {
  await mkdir(options.cacheDir, { recursive: true });
  const folder = await mkdtemp(join(options.cacheDir, 'build-'));
  try {
    // A build for another system would end up elsewhere than in GOBIN.
    const { GOOS: _os, GOARCH: _arch, ...env } = options.env;
    const started = performance.now();
    const { code, lines } = await run(go, ['install', MODULE], {
      env: { ...env, GOBIN: folder },
      timeoutMs: BUILD_MS,
      signal: options.signal,
    });
    if (code !== 0) return { reason: lines.join('\n') || 'go install failed' };
    const built = join(folder, `server${exe(options.platform)}`);
    await chmod(built, 0o755);
    const problem = await check(built, options);
    if (problem !== undefined) return { reason: problem };
    const file = cachedProgram(options.cacheDir, options.platform);
    await rename(built, file);
    options.log.info({ seconds: Math.round((performance.now() - started) / 1000) }, 'LiveKit built');
    return file;
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
};

/**
 * Looks for LiveKit's program: `LIVEKIT_SERVER`, then `PATH`, then the cache; else builds it when Go is there (minutes: do not wait
 * for it). Sets the status on the way; undefined when there is none (the status then says why) or the signal ended the search.
 */
export const findProgram = async (options: FindOptions): Promise<string | undefined> => {
  const { env, platform, cacheDir, status, log, signal } = options;
  status.set({ state: 'looking' });
  const go = await onPath('go', env, platform);
  const line = installLine(platform, cacheDir, go !== undefined);
  const none = (reason: string): string | undefined => {
    if (signal.aborted) return undefined;
    status.set({ state: 'missing', reason, installLine: line });
    log.warn({ reason }, 'no LiveKit: video is off');
    return undefined;
  };

  const named = env.LIVEKIT_SERVER;
  if (named !== undefined && named !== '') {
    const problem = (await executable(named))
      ? await check(named, options)
      : `LIVEKIT_SERVER names ${named}, which is no program.`;
    return problem === undefined ? named : none(problem);
  }
  for (const candidate of [await onPath('livekit-server', env, platform), cachedProgram(cacheDir, platform)]) {
    if (candidate === undefined || !(await executable(candidate))) continue;
    const problem = await check(candidate, options);
    if (problem === undefined) return candidate;
    log.warn({ reason: problem }, 'LiveKit found, but it does not run');
  }
  if (go === undefined) return none('LiveKit is not installed, and neither is Go to build it.');
  if (signal.aborted) return undefined;
  status.set({ state: 'building' });
  const built = await build(go, options).catch((error: unknown) => ({ reason: String(error) }));
  return typeof built === 'string' ? built : none(`Building LiveKit failed: ${built.reason}`);
};
