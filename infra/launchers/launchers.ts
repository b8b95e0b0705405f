import { chmod, readFile, writeFile } from 'node:fs/promises';
import { join, posix, win32 } from 'node:path';

export interface Launcher {
  readonly name: string;
  readonly text: string;
}

/**
 * Scripts at the top of the checkout that start the server by the Node that runs now, and ask nothing of any network:
 * neither npm's registry for pnpm, nor pnpm whether anything is newer. Windows has two, one for its own shells.
 */
export const launchersFor = (platform: NodeJS.Platform, root: string, node: string): readonly Launcher[] => {
  const { isAbsolute, relative, sep } = platform === 'win32' ? win32 : posix;
  const inside = relative(root, node);
  // Relative where it can be, so that the folder may be moved.
  const path = inside.startsWith('..') || isAbsolute(inside) ? node : inside;
  const shell = {
    name: 'rostrum',
    text: `#!/bin/sh\n# Starts Rostrum, without any network. 启动讲台，不需要网络。\ncd "$(dirname "$0")" && exec "${posixPath(path, sep)}" infra/start.ts "$@"\n`,
  };
  if (platform !== 'win32') return [shell];
  return [shell, { name: 'rostrum.cmd', text: `@echo off\r\ncd /d "%~dp0"\r\n"${path}" infra\\start.ts %*\r\n` }];
};
const posixPath = (path: string, sep: string): string => path.split(sep).join('/');

/** Leaves them where they are not, or are others; whether it wrote any. A folder that cannot be written to goes without. */
export const leaveLaunchers = async (root: string, node: string): Promise<boolean> => {
  let wrote = false;
  for (const { name, text } of launchersFor(process.platform, root, node)) {
    const path = join(root, name);
    if ((await readFile(path, 'utf8').catch(() => '')) === text) continue;
    try {
      await writeFile(path, text);
      await chmod(path, 0o755);
      wrote = true;
    } catch {
      return false;
    }
  }
  return wrote;
};
