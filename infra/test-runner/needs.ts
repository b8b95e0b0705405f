import { mkdir, rename, rm } from 'node:fs/promises';
import { join } from 'node:path';
import type { Children } from '../processes/children.ts';
import { CHROMIUM_88_PACKAGE, installChromium88 } from '../engines/chromium-88-package.ts';
import { chromium88Path, findFirefox, findWebKit } from '../engines/find-engines.ts';
import { canRun, findProgram } from '../processes/find-program.ts';

/** Something outside the workspace that tests use. */
export interface Need {
  readonly name: string;
  present(): Promise<boolean>;
  /** The line that installs it, for a person to type. */
  readonly line: string;
  /** Debian's packages; a need without them knows how to install itself. */
  readonly aptPackages?: readonly string[];
  install?(): Promise<boolean>;
}

const livekitVersion = 'v1.13.5';

/** Where the LiveKit program is kept once built, from the root of the workspace. */
function livekitCachePath(root: string): string {
  return join(
    root,
    '.cache',
    'livekit',
    `livekit-server-${livekitVersion}${process.platform === 'win32' ? '.exe' : ''}`,
  );
}

/** All needs, by the word with which the suites name them. */
export function needs(root: string, children: Children) {
  const program = (aptPackage: string, ...names: string[]): Need => ({
    name: aptPackage,
    aptPackages: [aptPackage],
    line: `apt-get install -y --no-install-recommends ${aptPackage}`,
    present: async () => (await findProgram(names)) !== undefined,
  });
  const livekitModule = `github.com/livekit/livekit-server/cmd/server@${livekitVersion}`;
  return {
    chromium: program('chromium', 'chromium', 'chromium-browser', 'google-chrome'),
    poppler: program('poppler-utils', 'pdftoppm'),
    libreoffice: program('libreoffice-impress', 'soffice', 'libreoffice'),
    strace: program('strace', 'strace'),
    iproute2: program('iproute2', 'ip'),
    redis: program('redis-server', 'redis-server'),
    ffmpeg: program('ffmpeg', 'ffmpeg'),
    cjkFonts: {
      name: 'a Chinese font',
      // fc-list is fontconfig's, and no font package brings it.
      aptPackages: ['fonts-noto-cjk', 'fontconfig'],
      line: 'apt-get install -y --no-install-recommends fonts-noto-cjk fontconfig',
      present: async () => {
        const { code, output } = await children.run('fc-list', [':lang=zh-cn', 'family'], {
          cwd: root,
          output: 'kept',
        });
        // macOS and Windows bring Chinese fonts of their own and have no fc-list.
        return process.platform === 'linux' ? code === 0 && output.trim() !== '' : true;
      },
    },
    firefox: {
      name: 'Firefox',
      aptPackages: ['firefox-esr'],
      line: 'apt-get install -y --no-install-recommends firefox-esr',
      present: async () => (await findFirefox()) !== undefined,
    },
    webkit: {
      name: 'WebKitGTK with its WebDriver, and Xvfb',
      aptPackages: ['webkit2gtk-driver', 'xvfb'],
      line: 'apt-get install -y --no-install-recommends webkit2gtk-driver xvfb',
      present: async () => (await findWebKit()) !== undefined,
    },
    chromium88: {
      name: 'Chromium 88',
      line: `npm install --ignore-scripts --legacy-peer-deps ${CHROMIUM_88_PACKAGE}   (then unpack its bin/chromium.br to .cache/engines/chromium-88/chromium)`,
      present: () => canRun(chromium88Path(root)),
      install: () => installChromium88(root, children),
    },
    livekit: {
      name: `livekit-server ${livekitVersion}`,
      line: `go install ${livekitModule}   (then put it, named livekit-server, on PATH; Go: https://go.dev/dl)`,
      present: async () =>
        (await findProgram(['livekit-server'])) !== undefined || (await canRun(livekitCachePath(root))),
      install: async () => {
        const go = await findProgram(['go']);
        if (go === undefined) return false;
        const target = livekitCachePath(root);
        const folder = join(root, '.cache', 'livekit', `building-${process.pid}`);
        await mkdir(folder, { recursive: true });
        const { code } = await children.run(go, ['install', livekitModule], {
          cwd: folder,
          env: { GOBIN: folder },
          output: 'shown',
        });
        if (code === 0) await rename(join(folder, process.platform === 'win32' ? 'server.exe' : 'server'), target);
        await rm(folder, { recursive: true, force: true });
        return code === 0;
      },
    },
  } satisfies Record<string, Need>;
}

export type NeedName = keyof ReturnType<typeof needs>;

/**
 * Installs what is missing: from Debian where there is apt and the right to use it, LiveKit by Go. Answers with what is
 * still missing. Says what it does through `say`, since it takes minutes on an empty machine.
 */
export async function provide(
  wanted: readonly Need[],
  context: { root: string; children: Children; say: (line: string) => void },
): Promise<readonly Need[]> {
  const missing = await absent(wanted);
  const packages = missing.flatMap((need) => need.aptPackages ?? []);
  const apt = packages.length > 0 ? await aptCommand(context) : undefined;
  if (apt !== undefined) {
    context.say(`installing ${packages.join(' ')}`);
    const run = (...args: string[]) =>
      context.children.run(apt[0], [...apt.slice(1), ...args], {
        cwd: context.root,
        env: { DEBIAN_FRONTEND: 'noninteractive' },
        output: 'kept',
      });
    await run('update', '-q');
    const { code, output } = await run('install', '-y', '-q', '--no-install-recommends', ...packages);
    if (code !== 0) context.say(output.trimEnd().split('\n').slice(-8).join('\n'));
  }
  for (const need of missing) {
    if (need.install === undefined) continue;
    context.say(`installing ${need.name} (a few minutes, once)`);
    await need.install();
  }
  return absent(missing);
}

async function absent(wanted: readonly Need[]): Promise<Need[]> {
  const present = await Promise.all(wanted.map((need) => need.present()));
  return wanted.filter((_, index) => present[index] !== true);
}

async function aptCommand(context: { root: string; children: Children }): Promise<[string, ...string[]] | undefined> {
  const apt = await findProgram(['apt-get']);
  if (apt === undefined) return undefined;
  if (process.getuid?.() === 0) return [apt];
  const sudo = await findProgram(['sudo']);
  if (sudo === undefined) return undefined;
  const { code } = await context.children.run(sudo, ['-n', 'true'], { cwd: context.root, output: 'kept' });
  return code === 0 ? [sudo, '-n', 'DEBIAN_FRONTEND=noninteractive', apt] : undefined;
}
