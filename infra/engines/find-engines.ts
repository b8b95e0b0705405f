import { join } from 'node:path';
import { findProgram } from '../processes/find-program.ts';
import type { WebKitPrograms } from './webkit.ts';

/** Where the old Chromium is kept once unpacked, from the root of the workspace. */
export const chromium88Path = (root: string): string => join(root, '.cache', 'engines', 'chromium-88', 'chromium');

/** Debian keeps WebKitGTK's small browser outside PATH, by architecture. */
const BROWSER_FOLDERS = ['x86_64-linux-gnu', 'aarch64-linux-gnu']
  .flatMap((architecture) => ['4.1', '4.0'].map((version) => `/usr/lib/${architecture}/webkit2gtk-${version}`))
  .join(':');

/** Undefined when one of them is missing. */
export const findWebKit = async (): Promise<WebKitPrograms | undefined> => {
  const [driver, browser, display] = await Promise.all([
    findProgram(['WebKitWebDriver']),
    findProgram(['MiniBrowser'], BROWSER_FOLDERS),
    findProgram(['Xvfb']),
  ]);
  return driver && browser && display ? { driver, browser, display } : undefined;
};

export const findFirefox = (): Promise<string | undefined> => findProgram(['firefox-esr', 'firefox']);
