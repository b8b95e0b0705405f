import { chmod, mkdir, readFile, rename, rm, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { promisify } from 'node:util';
import { brotliDecompress } from 'node:zlib';
import type { Children } from '../processes/children.ts';
import { findProgram } from '../processes/find-program.ts';
import { chromium88Path } from './find-engines.ts';

/** The package that holds Chromium 88 for Linux on x64, packed with Brotli. */
export const CHROMIUM_88_PACKAGE = 'chrome-aws-lambda@5.5.0';

/** Fetches the package by npm and unpacks its browser into the cache. Whether it is there then. */
export const installChromium88 = async (root: string, children: Children): Promise<boolean> => {
  const npm = await findProgram(['npm']);
  if (npm === undefined) return false;
  const target = chromium88Path(root);
  const folder = join(dirname(dirname(target)), `fetching-${process.pid}`);
  await mkdir(folder, { recursive: true });
  try {
    const { code } = await children.run(
      npm,
      // Only the browser that lies in it is wanted: none of its scripts, nor the peers that it would drive.
      ['install', '--prefix', folder, '--ignore-scripts', '--legacy-peer-deps', '--no-audit', '--no-fund'].concat(
        CHROMIUM_88_PACKAGE,
      ),
      { cwd: folder, output: 'shown' },
    );
    if (code !== 0) return false;
    const packed = await readFile(join(folder, 'node_modules', 'chrome-aws-lambda', 'bin', 'chromium.br'));
    const unpacked = join(folder, 'chromium');
    await writeFile(unpacked, await promisify(brotliDecompress)(packed));
    await chmod(unpacked, 0o755);
    await mkdir(dirname(target), { recursive: true });
    await rename(unpacked, target);
    return true;
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
};
