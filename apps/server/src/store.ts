import { randomInt } from 'node:crypto';
import { join } from 'node:path';
import { ERASED, personalMarks, sessionEvents, workspaceEvents } from '@rostrum/domain';
import { createPersonalCodec, DataDirInUse, lockDataDir } from '@rostrum/event-log';
import { nanoid } from 'nanoid';
import { chosenOrigin, type AddressFacts } from './network/addresses.ts';
import { openEmbedded, openShared } from './backing.ts';
import type { Closers } from './closers.ts';
import { ConfigError, type Config } from './config.ts';
import { lanLookup } from './network/lan.ts';
import { Owners } from './owners.ts';
import type { Report } from './report.ts';
import { ROOT } from './root.ts';
import type { RuntimeTools } from './runtime/stream-runtime.ts';
import { openWorkspace } from './runtime/workspace.ts';
import { stateVersion } from './state-version.ts';
import { Tokens } from './tokens.ts';

/**
 * What lies in the data folder or in Redis: the base of the server, and of the command line while no server runs.
 * `onLost`: the log holds less than it had acknowledged, and the process had better begin anew.
 */
export const openStore = async (
  config: Config,
  report: Report,
  onClose: Closers['add'],
  onLost: () => void = () => undefined,
) => {
  const lock = await lockDataDir(config.dataDir).catch((error: unknown) => {
    if (error instanceof DataDirInUse) throw error;
    throw new ConfigError(
      'DATA_DIR',
      config.dataDir,
      `a folder that this user may write to (${error instanceof Error ? error.message : String(error)})`,
    );
  });
  onClose(() => lock.release());
  const backing = await (config.redisUrl === undefined
    ? openEmbedded(config, report, onClose)
    : openShared(config.redisUrl, report, onClose, onLost));
  const { vault, clock } = backing;
  const tokens = new Tokens(await vault.installationKey('tokens'));
  const codec = createPersonalCodec({
    marks: { ...personalMarks(workspaceEvents), ...personalMarks(sessionEvents) } as never,
    keys: { forEncryption: (person) => vault.personKey(person), find: (person) => vault.findPersonKey(person) },
    erasedAs: ERASED,
    snapshotKey: await vault.installationKey('snapshots'),
    report: (fault) => report(fault, 'codec'),
  });
  const log = await backing.openLog(codec);
  onClose(() => log.close());
  const now = (): number => clock.now();
  const newId = (): string => nanoid(14);
  const tools: RuntimeTools = {
    log,
    now,
    newId,
    report,
    shared: backing.store === 'redis',
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
  return { lock, backing, vault, tokens, codec, log, clock, tools, workspace, owners, facts, ownerLink };
};
