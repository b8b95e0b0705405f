import './production.ts';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { DataDirInUse } from '@rostrum/event-log';
import { ConfigError, readConfig } from './config.ts';
import type { WebApp } from './http/web-app.ts';
import { start, type Running } from './main.ts';
import { ROOT } from './root.ts';
import { printWelcome } from './terminal/welcome.ts';

const LOST =
  'Redis has come back with less than it had acknowledged: this node ends, start it anew. / Redis 恢复后缺少已确认的数据：本节点已停止，请重新启动。';

/** The process: settings from the environment, a clear word when one is wrong, and an orderly end. */
export const serve = async (webApp?: WebApp): Promise<void> => {
  const { version } = JSON.parse(await readFile(join(ROOT, 'package.json'), 'utf8')) as { version: string };
  let running: Running | undefined;
  let closing = false;
  const stop = (code: number): void => {
    if (closing || !running) process.exit(1);
    closing = true;
    // Bounded: whatever hangs, eight seconds later the process is gone; the log is durable at every moment.
    setTimeout(() => process.exit(code), 8_000).unref();
    void running.close().then(() => process.exit(code));
  };
  try {
    running = await start(readConfig(process.env, ROOT), version, webApp, () => {
      process.stderr.write(`${LOST}\n`);
      stop(1);
    });
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
  process.on('SIGINT', () => stop(0));
  process.on('SIGTERM', () => stop(0));
  await printWelcome(running, process.stdout);
};

if (import.meta.main) await serve();
