import '../production.ts';
import { access } from 'node:fs/promises';
import { join } from 'node:path';
import { DataDirInUse, type DataDirHolder } from '@rostrum/event-log';
import { ConfigError, readConfig, type Config } from '../config.ts';
import { askForOwnerLink, LocalServerSilent } from './local-client.ts';
import { readLocalSecret } from './local-secret.ts';
import { offlineOwnerLink } from './offline-owner-link.ts';
import { ROOT } from '../root.ts';

const HELP = `
  pnpm rostrum owner    A new one-time link for the owner.      新的管理者链接（一次有效）
  pnpm rostrum help     This page.                              显示本页

  The settings are those of the server (docs/operations.md): run it with the same DATA_DIR.
  所用设置与服务器相同（见 docs/operations.md）：请使用同一个 DATA_DIR。
`;

/** Something that the person at the terminal can put right: said in both languages. */
class Told extends Error {}

/** `pnpm rostrum …`. Gives the exit code: 0, or 1 when it could not be done. */
export const cli = async (
  words: readonly string[],
  environment: Readonly<Record<string, string | undefined>>,
  out: { write(text: string): unknown },
  err: { write(text: string): unknown },
): Promise<number> => {
  const [word = 'help', ...rest] = words;
  if (word === 'help' || word === '--help' || word === '-h') {
    out.write(HELP);
    return 0;
  }
  if (word !== 'owner' || rest.length > 0) {
    err.write(`\n  Unknown: ${words.join(' ')} / 未知命令：${words.join(' ')}\n${HELP}`);
    return 1;
  }
  try {
    const link = await ownerLink(readConfig(environment, ROOT));
    out.write(`\n  Owner, once, within 7 days / 管理者，一次有效，7 天内:\n\n  ${link}\n\n`);
    return 0;
  } catch (error) {
    if (!(error instanceof Told) && !(error instanceof ConfigError)) throw error;
    err.write(`${error.message}\n`);
    return 1;
  }
};

/** From the server that runs on this data folder; when none runs, written into the folder itself. */
const ownerLink = async (config: Config): Promise<string> => {
  const { dataDir } = config;
  const begun =
    config.redisUrl !== undefined ||
    (await access(join(dataDir, 'events.sqlite')).then(
      () => true,
      () => false,
    ));
  if (!begun)
    throw new Told(
      `No Rostrum has run in ${dataDir} yet: start it, and it prints an owner link. / ${dataDir} 中还没有数据：请先启动服务器，启动时会显示管理者链接。`,
    );
  try {
    return await offlineOwnerLink(config);
  } catch (error) {
    if (!(error instanceof DataDirInUse)) throw error;
    return fromRunning(dataDir, error.holder);
  }
};

const fromRunning = async (dataDir: string, holder: DataDirHolder | undefined): Promise<string> => {
  const local = await readLocalSecret(dataDir);
  if (holder?.address === undefined || !local)
    throw new Told(
      `The server on ${dataDir} is just starting, or it belongs to another user: try again in a moment. / 服务器正在启动，或属于其他用户：请稍后再试。`,
    );
  try {
    return await askForOwnerLink(holder.address, local);
  } catch (error) {
    if (!(error instanceof LocalServerSilent)) throw error;
    throw new Told(
      `The server (process ${holder.pid}) gave no link: ${error.message} / 服务器（进程 ${holder.pid}）没有给出链接：${error.message}`,
    );
  }
};

if (import.meta.main) process.exitCode = await cli(process.argv.slice(2), process.env, process.stdout, process.stderr);
