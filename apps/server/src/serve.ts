import './production.ts';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { DataDirInUse } from '@rostrum/event-log';
import { ConfigError, readConfig } from './config.ts';
import type { WebApp } from './http/web-app.ts';
import { start, type Running } from './main.ts';
import { ROOT } from './root.ts';
import { printWelcome } from './welcome.ts';

/** The process: settings from the environment, a clear word when one is wrong, and an orderly end. */
export const serve = async (webApp?: WebApp): Promise<void> => {
  const { version } = JSON.parse(await readFile(join(ROOT, 'package.json'), 'utf8')) as { version: string };
  let running: Running;
  try {
    running = await start(readConfig(process.env, ROOT), version, webApp);
  } catch (error) {
    if (!(error instanceof ConfigError) && !(error instanceof DataDirInUse)) throw error;
    process.stderr.write(
      error instanceof DataDirInUse
        ? `${error.message}. / 数据目录 DATA_DIR 正被另一个进程使用。\n`
        : `${error.message}\n`,
    );
    process.exitCode = 1;
    return;
  }
  let closing = false;
  const stop = (): void => {
    if (closing) process.exit(1);
    closing = true;
    // Bounded: whatever hangs, eight seconds later the process is gone; the log is durable at every moment.
    setTimeout(() => process.exit(0), 8_000).unref();
    void running.close().then(() => process.exit(0));
  };
  process.on('SIGINT', stop);
  process.on('SIGTERM', stop);
  await printWelcome(running, process.stdout);
};

if (import.meta.main) await serve();
