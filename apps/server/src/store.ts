import { randomInt } from 'node:crypto';
import { join } from 'node:path';
import { ERASED, personalMarks, sessionEvents, workspaceEvents } from '@rostrum/domain';
import { createPersonalCodec, DataDirInUse, lockDataDir, openSqliteEventLog } from '@rostrum/event-log';
import { openSqliteVault } from '@rostrum/vault';
import { nanoid } from 'nanoid';
import { chosenOrigin, type AddressFacts } from './addresses.ts';
import { clockFileOf, readDifference } from './clock-file.ts';
import type { Closers } from './closers.ts';
import { ConfigError, type Config } from './config.ts';
import { lanLookup } from './lan.ts';
import { Owners } from './owners.ts';
import type { Report } from './report.ts';
import { ROOT } from './root.ts';
import type { RuntimeTools } from './runtime/stream-runtime.ts';
import { openWorkspace } from './runtime/workspace.ts';
import { CourseClock, machineTime } from './server-clock.ts';
import { stateVersion } from './state-version.ts';
import { Tokens } from './tokens.ts';

/** What lies in the data folder, opened by this process alone: the base of the server, and of the command line while no server runs. */
export const openStore = async (config: Config, report: Report, onClose: Closers['add']) => {
  const lock = await lockDataDir(config.dataDir).catch((error: unknown) => {
    if (error instanceof DataDirInUse) throw error;
    throw new ConfigError(
      'DATA_DIR',
      config.dataDir,
      `a folder that this user may write to (${error instanceof Error ? error.message : String(error)})`,
    );
  });
  onClose(() => lock.release());
  const vault = await openSqliteVault({ file: join(config.dataDir, 'vault.sqlite') });
  onClose(() => vault.close());
  const tokens = new Tokens(await vault.installationKey('tokens'));
  const codec = createPersonalCodec({
    marks: { ...personalMarks(workspaceEvents), ...personalMarks(sessionEvents) } as never,
    keys: { forEncryption: (person) => vault.personKey(person), find: (person) => vault.findPersonKey(person) },
    erasedAs: ERASED,
    snapshotKey: await vault.installationKey('snapshots'),
    report: (fault) => report(fault, 'codec'),
  });
  const log = await openSqliteEventLog({
    file: join(config.dataDir, 'events.sqlite'),
    codec,
    report: (error) => report(error, 'log'),
  });
  onClose(() => log.close());
  const clock = new CourseClock(machineTime, await readDifference(clockFileOf(config)));
  const now = (): number => clock.now();
  const newId = (): string => nanoid(14);
  const tools: RuntimeTools = {
    log,
    now,
    newId,
    report,
    random: (limit) => randomInt(limit),
    stateVersion: await stateVersion([join(ROOT, 'packages/domain/src'), join(ROOT, 'packages/scoring/src')]),
  };
  const workspace = await openWorkspace(tools);
  onClose(() => workspace.close());
  const owners = new Owners(workspace, now);
  const lan = lanLookup(() => performance.now());
  const facts = (port: number): AddressFacts => ({
    protocol: config.tls ? 'https' : 'http',
    port,
    host: config.host,
    lan: lan(),
    ...(config.publicUrl === undefined ? {} : { publicUrl: config.publicUrl }),
    ...(workspace.state.address === undefined ? {} : { chosen: workspace.state.address }),
  });
  const ownerLink = async (port: number): Promise<string> =>
    `${chosenOrigin(facts(port))}/owner/${await owners.invite()}`;
  return { lock, vault, tokens, codec, log, clock, tools, workspace, owners, facts, ownerLink };
};
