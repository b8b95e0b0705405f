import { randomInt } from 'node:crypto';
import { readFile, writeFile } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { openLocalBlobs } from '@rostrum/blobs';
import { createLocalCluster } from '@rostrum/cluster';
import { ERASED, personalMarks, sessionEvents, workspaceEvents } from '@rostrum/domain';
import { createPersonalCodec, DataDirInUse, lockDataDir, openSqliteEventLog } from '@rostrum/event-log';
import { BRIDGE, type ServerBridge, type Signal } from '@rostrum/protocol';
import { createSlides } from '@rostrum/slides';
import { openSqliteVault } from '@rostrum/vault';
import { nanoid } from 'nanoid';
import { pino } from 'pino';
import { addressChoices, chosenOrigin, type AddressFacts } from './addresses.ts';
import { Authority } from './authorise.ts';
import { Catalogue } from './catalogue/catalogue.ts';
import { organiserView } from './catalogue/organiser-view.ts';
import { ConfigError, readConfig, type Config } from './config.ts';
import { Decks } from './decks/decks.ts';
import { Demo } from './demo/demo.ts';
import { Doors } from './doors.ts';
import { Gateway } from './gateway/gateway.ts';
import type { Health } from './health.ts';
import { createApp } from './http/app.ts';
import { linksRouter } from './http/links-router.ts';
import { closeServer, holdUntilServed, listen } from './http/listen.ts';
import { localRouter } from './http/local-router.ts';
import { recordRouter } from './http/record-router.ts';
import { builtPages, livePages, type WebApp } from './http/web-app.ts';
import { workspaceRouter } from './http/workspace-router.ts';
import { lanLookup, originOf } from './lan.ts';
import { removeLocalSecret, writeLocalSecret } from './local-secret.ts';
import { Owners } from './owners.ts';
import { createPages } from './pages.ts';
import { Absences } from './reactors/absences.ts';
import { watchLinks } from './reactors/links.ts';
import { Openings } from './reactors/openings.ts';
import { Sessions } from './runtime/sessions.ts';
import type { RuntimeTools } from './runtime/stream-runtime.ts';
import { openWorkspace } from './runtime/workspace.ts';
import { CourseClock, machineTime } from './server-clock.ts';
import { stateVersion } from './state-version.ts';
import { printWelcome } from './welcome.ts';
import { Tokens } from './tokens.ts';

export const ROOT = resolve(import.meta.dirname, '../../..');
const LOOK_EVERY = 1_000;

export interface Running {
  readonly port: number;
  readonly origin: string;
  /** A fresh one-time link for the owner. */
  ownerLink(): Promise<string>;
  close(): Promise<void>;
}

type Report = (error: unknown, what: string) => void;
const reporter = (config: Config): Report => {
  const logger = pino({ level: config.logLevel }, pino.destination({ dest: 2, sync: false }));
  return (error, what) =>
    logger.error({ what, reason: error instanceof Error ? (error.stack ?? error.message) : String(error) });
};

/** What has been opened, to be closed in the opposite order; what fails is reported and stops nothing. */
class Closers {
  readonly #all: (() => Promise<unknown> | void)[] = [];
  readonly #report: Report;
  constructor(report: Report) {
    this.#report = report;
  }
  readonly add = (close: () => Promise<unknown> | void): void => void this.#all.unshift(close);
  readonly close = async (): Promise<void> => {
    for (const close of this.#all.splice(0)) {
      try {
        await close();
      } catch (error) {
        this.#report(error, 'close');
      }
    }
  };
}

/** What lies in the data folder, opened by this process alone: the base of the server, and of the command line while no server runs. */
const openStore = async (config: Config, report: Report, onClose: Closers['add']) => {
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

/** A new owner link while no server runs here. Throws `DataDirInUse` when one does. */
export const offlineOwnerLink = async (config: Config): Promise<string> => {
  const report = reporter(config);
  const closers = new Closers(report);
  try {
    return await (await openStore(config, report, closers.add)).ownerLink(config.port);
  } finally {
    await closers.close();
  }
};

/**
 * Builds the whole server from its settings and starts it; when that fails, nothing of it is left. The only place where
 * things are constructed. `webApp`: in place of the built ones.
 */
export const start = async (config: Config, version: string, webApp?: WebApp): Promise<Running> => {
  const report = reporter(config);
  const closers = new Closers(report);
  try {
    return await build(config, version, webApp, report, closers);
  } catch (error) {
    await closers.close();
    throw error;
  }
};

const build = async (
  config: Config,
  version: string,
  webApp: WebApp | undefined,
  report: Report,
  closers: Closers,
): Promise<Running> => {
  const onClose = closers.add;
  const { lock, tokens, log, clock, tools, workspace, owners, facts, ownerLink } = await openStore(
    config,
    report,
    onClose,
  );
  const now = (): number => tools.now();
  const newId = (): string => tools.newId();
  const cluster = createLocalCluster();
  onClose(() => cluster.close());
  // The rooms publish through the gateway, which asks the authority, which knows the rooms: the circle closes at the first publication.
  const outlets: { gateway?: Gateway } = {};
  const sessions = new Sessions(workspace, {
    ...tools,
    monotonic: () => performance.now(),
    after: (milliseconds, run) => void setTimeout(run, milliseconds),
    outlet: (session, run) => outlets.gateway!.outlet(session, run),
  });
  onClose(() => sessions.close());
  const authority = new Authority(sessions, workspace, tokens, now);
  const video = (): Extract<Signal, { kind: 'video' }> => ({ kind: 'video', state: 'off' });
  const gateway = new Gateway({ authority, tokens, now, report, greet: () => [video()] });
  outlets.gateway = gateway;
  onClose(() => gateway.close());
  watchLinks(sessions, gateway);
  const openings = new Openings({
    log,
    sessions,
    report,
    ended: (session, run, why) => gateway.end(`${session}/${run}`, why),
  });
  await openings.start();
  onClose(() => openings.close());
  const absences = new Absences({ sessions, gateway, now, report });

  const blobs = await openLocalBlobs({ dir: join(config.dataDir, 'blobs') });
  const slides = createSlides({
    maxBytes: config.uploadLimit,
    ...(config.libreOffice === undefined ? {} : { libreOffice: config.libreOffice }),
  });
  onClose(() => slides.close());
  const decks = new Decks({
    blobs,
    slides,
    sessions,
    workspace,
    log,
    authority,
    tokens,
    newId,
    report,
    uploadLimit: config.uploadLimit,
    monotonic: () => performance.now(),
    signal: (session, run, signal, role) => gateway.signal(session, run, signal, role),
  });
  onClose(() => decks.close());
  await decks.start();

  const server = await listen(config);
  const serve = holdUntilServed(server);
  onClose(() => closeServer(server));
  const { port } = server.address() as { port: number };
  const origin = (): string => chosenOrigin(facts(port));
  workspace.onCommit((events) => {
    if (events.some((event) => event.type === 'address.chosen'))
      gateway.signalAll({ kind: 'address', origin: origin() });
  });

  const catalogue = new Catalogue({ log, workspace, sessions, stateVersion: tools.stateVersion, report });
  await catalogue.start();
  onClose(() => catalogue.close());
  const demo = new Demo({
    log,
    workspace,
    sessions,
    folder: join(ROOT, 'apps/server/demo'),
    now,
    report,
    attachDeck: async (session, talk, file, name) => void (await decks.attachDeck(session, talk, file, name)),
  });
  const doors = new Doors({ sessions, workspace, tokens, counters: cluster.counters, now, newId });
  const buildName = await readFile(join(ROOT, 'apps/web/build/version'), 'utf8').catch(() => version);
  const pages: ServerBridge = createPages({
    authority,
    doors,
    owners,
    sessions,
    tokens,
    build: buildName,
    now,
    origin,
    video,
    organiser: async () =>
      organiserView({
        workspace: workspace.state,
        sessions: await catalogue.summaries(),
        addresses: addressChoices(facts(port)),
        version,
      }),
  });
  (globalThis as { [BRIDGE]?: ServerBridge })[BRIDGE] = pages;
  const web = webApp ?? (config.dev ? await livePages(server) : await builtPages());
  onClose(() => web.close());
  const health = (): Health => {
    const { ok, ...store } = log.health();
    const base = { version, video: video().state, uptimeSeconds: Math.round(process.uptime()) };
    return ok
      ? { status: 'ok', store: 'sqlite', ...base }
      : { status: 'down', store: 'sqlite', ...base, reason: 'reason' in store ? String(store.reason) : 'store' };
  };
  const local = await writeLocalSecret(config.dataDir, config.tls && (await readFile(config.tls.cert, 'utf8')));
  onClose(() => removeLocalSecret(config.dataDir));
  const app = createApp({
    trustProxy: config.trustProxy,
    health,
    report,
    pages: web.handler,
    routers: [
      [
        '/workspace',
        workspaceRouter({ authority, workspace, sessions, owners, tokens, demo, openings, origin, newId }),
      ],
      ['/local', localRouter({ secret: local.secret, ownerLink: () => ownerLink(port) })],
      ['/', linksRouter({ authority, tokens, origin })],
      ['/', decks.router],
      ['/', recordRouter(authority)],
    ],
  });
  serve({
    request: app,
    upgrade: (request, socket, head) => {
      if (!gateway.upgrade(request, socket, head) && !config.dev) socket.destroy();
    },
  });
  const looks = [
    setInterval(() => clock.look(LOOK_EVERY), LOOK_EVERY),
    setInterval(() => gateway.dropSlow(), 5_000),
    setInterval(() => void absences.look().catch((error: unknown) => report(error, 'absences')), 30_000),
    setInterval(
      () => void keepDifference(clockFileOf(config), clock).catch((error: unknown) => report(error, 'clock')),
      10_000,
    ),
  ];
  onClose(() => looks.forEach((timer) => clearInterval(timer)));
  // For this machine: where it listens on every address, by the name that each machine gives itself.
  const everywhere = config.host === '::' || config.host === '0.0.0.0';
  lock.announce(originOf(config.tls ? 'https' : 'http', everywhere ? 'localhost' : config.host, port));
  return {
    port,
    get origin() {
      return origin();
    },
    ownerLink: () => ownerLink(port),
    close: closers.close,
  };
};

const clockFileOf = (config: Config): string => join(config.dataDir, 'clock.json');
const readDifference = async (file: string): Promise<number> => {
  const text = await readFile(file, 'utf8').catch(() => '0');
  const value = Number(text);
  return Number.isFinite(value) ? value : 0;
};
const keepDifference = (file: string, clock: CourseClock): Promise<void> =>
  writeFile(file, String(Math.round(clock.difference)));

/** The command line: settings from the environment, a clear word when one is wrong, and an orderly end. */
export const main = async (webApp?: WebApp): Promise<void> => {
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
    // Bounded: whatever hangs, a second later the process is gone; the log is durable at every moment.
    setTimeout(() => process.exit(0), 8_000).unref();
    void running.close().then(() => process.exit(0));
  };
  process.on('SIGINT', stop);
  process.on('SIGTERM', stop);
  await printWelcome(running, process.stdout);
};

if (import.meta.main) await main();
