import './production.ts';
import { join } from 'node:path';
import { openLocalBlobs } from '@rostrum/blobs';
import type { Role } from '@rostrum/domain';
import { BRIDGE, type ServerBridge, type Signal } from '@rostrum/protocol';
import { createSlides } from '@rostrum/slides';
import { addressChoices, chosenOrigin, reachOf } from './network/addresses.ts';
import { Authority } from './authorise.ts';
import { Catalogue } from './catalogue/catalogue.ts';
import { organiserView } from './catalogue/organiser-view.ts';
import { Closers } from './closers.ts';
import { notShared, type Config } from './config.ts';
import { Decks } from './decks/decks.ts';
import { Demo } from './demo/demo.ts';
import { Doors } from './doors.ts';
import { Gateway } from './gateway/gateway.ts';
import { healthOf } from './health.ts';
import { createApp } from './http/app.ts';
import { keepAssets } from './http/kept-assets.ts';
import { linksRouter } from './http/links-router.ts';
import { holdUntilServed, listen } from './http/listen.ts';
import { localRouter } from './http/local-router.ts';
import { recordRouter } from './http/record-router.ts';
import { videoRouter } from './http/video-router.ts';
import { builtPages, livePages, type WebApp } from './http/web-app.ts';
import { workspaceRouter } from './http/workspace-router.ts';
import { originOf } from './network/lan.ts';
import { removeLocalSecret, writeLocalSecret } from './terminal/local-secret.ts';
import { createPages } from './pages.ts';
import { Departures } from './reactors/departures.ts';
import { followEntries } from './reactors/entries.ts';
import { watchLinks } from './reactors/links.ts';
import { seeToRuns } from './reactors/runs.ts';
import { Openings } from './reactors/openings.ts';
import { settleWhileIdle } from './reactors/settling.ts';
import { loggerOf, reporter, type Report } from './report.ts';
import { ROOT } from './root.ts';
import { Sessions } from './runtime/sessions.ts';
import { openStore } from './store.ts';
import { isCertificatePath } from './tls/certificate-page.ts';
import { openTls } from './tls/open-tls.ts';
import { openVideo } from './video/open-video.ts';
import { videoSignal } from './video/video-signal.ts';

const LOOK_EVERY = 1_000;
/** What a node that died was making of decks and uploads is taken up by another within this and a lease's time. */
const TAKES_UP_EVERY = 10_000;

export interface Running {
  readonly port: number;
  readonly origin: string;
  /** Where this machine itself reaches it, whatever address links carry. */
  readonly here: string;
  /** Of the authority that devices can be told to trust, with `TLS=auto`. */
  readonly fingerprint?: string;
  /** A fresh one-time link for the owner. */
  ownerLink(): Promise<string>;
  close(): Promise<void>;
}

/**
 * Builds the whole server from its settings and starts it; when that fails, nothing of it is left. The only place where
 * things are constructed. `webApp`: in place of the built ones. `onLost`: the log has come back with less than it had
 * acknowledged, and what runs is of no more use.
 */
export const start = async (
  config: Config,
  version: string,
  webApp?: WebApp,
  onLost?: () => void,
): Promise<Running> => {
  const report = reporter(config);
  const closers = new Closers(report);
  try {
    return await build(config, version, webApp, onLost, report, closers);
  } catch (error) {
    await closers.close();
    throw error;
  }
};

const build = async (
  config: Config,
  version: string,
  webApp: WebApp | undefined,
  onLost: (() => void) | undefined,
  report: Report,
  closers: Closers,
): Promise<Running> => {
  const onClose = closers.add;
  const { lock, backing, vault, codec, tokens, log, clock, tools, workspace, owners, facts, ownerLink } =
    await openStore(config, report, onClose, onLost);
  const now = (): number => tools.now();
  const newId = (): string => tools.newId();
  const cluster = await backing.openCluster();
  onClose(() => cluster.close());
  // The rooms publish through the gateway, which asks the authority, which knows the rooms: the circle closes at the first publication.
  const outlets: { gateway?: Gateway } = {};
  const sessions = new Sessions(workspace, {
    ...tools,
    monotonic: () => performance.now(),
    after: (milliseconds, run) => void setTimeout(run, milliseconds),
    outlet: (session, run) => {
      if (!outlets.gateway) throw new Error('a room was opened before the gateway');
      return outlets.gateway.outlet(session, run);
    },
  });
  onClose(() => sessions.close());
  const authority = new Authority(sessions, workspace, tokens, now);
  const outside: { port: number } = { port: config.port };
  const livekit = openVideo(config, () => outside.port, loggerOf(config));
  const video = (role: Role): Extract<Signal, { kind: 'video' }> =>
    videoSignal(livekit.status(), livekit.reachability(), role);
  // Live pages ask for the server, which is not there yet.
  const built = webApp ?? (config.dev ? undefined : await builtPages());
  const buildName = built?.build ?? version;
  const gateway = new Gateway({
    authority,
    tokens,
    now,
    report,
    cluster,
    trustProxy: config.trustProxy,
    greet: (role) => [
      video(role),
      { kind: 'build', build: buildName },
      ...(role === 'host' && backing.store === 'redis'
        ? [{ kind: 'nodes' as const, survives: backing.survives, notShared: notShared(config) }]
        : []),
    ],
  });
  outlets.gateway = gateway;
  onClose(() => gateway.close());
  onClose(() => livekit.close());
  const stage = seeToRuns({ cluster, sessions, livekit, gateway, now, report, onClose });
  livekit.watch(() => gateway.signalAll(video));
  watchLinks(sessions, workspace, gateway);
  followEntries({ sessions, workspace, report });
  const openings = new Openings({
    log,
    sessions,
    report,
    ended: (session, run, why) => gateway.runEnded(session, run, why),
  });
  await openings.start();
  onClose(() => openings.close());

  const blobs = await openLocalBlobs({ dir: config.blobsDir ?? join(config.dataDir, 'blobs') });
  const slides = createSlides({
    maxBytes: config.uploadLimit,
    ...(config.libreOffice === undefined ? {} : { libreOffice: config.libreOffice }),
  });
  onClose(() => slides.close());
  const decks = new Decks({
    blobs,
    leases: cluster.leases,
    workDir: join(config.dataDir, 'work'),
    ...(backing.store === 'redis' ? { takesUpEvery: TAKES_UP_EVERY } : {}),
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

  const tls = await openTls(config, report);
  const { server, port, renew, close } = await listen(config, tls.issued, isCertificatePath);
  const serve = holdUntilServed(server);
  onClose(close);
  onClose(tls.watch(renew));
  outside.port = port;
  livekit.start();
  const origin = (): string => chosenOrigin(facts(port));
  workspace.onCommit((events) => {
    if (events.some((event) => event.type === 'address.chosen'))
      gateway.signalAll({ kind: 'address', origin: origin() });
  });

  const catalogue = new Catalogue({ log, workspace, sessions, stateVersion: tools.stateVersion, report });
  await catalogue.start();
  onClose(() => catalogue.close());
  const departures = new Departures({
    log,
    workspace,
    sessions,
    forgetKeys: async (names) => {
      // At once, so that a store which writes its files anew for it does so once for all of them.
      await Promise.all(names.map((name) => vault.forgetPerson(name)));
      for (const name of names) codec.forget(name);
    },
    forgetSummaries: () => catalogue.forget(),
    ended: (session, run, participant) => gateway.end(`${session}/${run}/participant/${participant}`, 'revoked'),
    report,
  });
  await departures.start();
  onClose(() => departures.close());
  const demo = new Demo({
    log,
    workspace,
    sessions,
    folder: join(ROOT, 'apps/server/demo'),
    now,
    report,
    attachDeck: async (session, talk, file, name, notes) => {
      const taken = await decks.attachDeck(session, talk, file, name, notes);
      if (!taken.ok) throw new Error(taken.code);
    },
  });
  const doors = new Doors({ sessions, workspace, tokens, counters: cluster.counters, now, newId });
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
  const web = built ?? (await livePages(server));
  onClose(() => web.close());
  // Of all builds that nodes run: a page of one asks for them where it happens to be connected.
  const assets = await keepAssets(web.assets, join(config.blobsDir ?? config.dataDir, 'assets'), Date.now());
  const local = await writeLocalSecret(config.dataDir, tls.trusted);
  onClose(() => removeLocalSecret(config.dataDir));
  const app = createApp({
    trustProxy: config.trustProxy,
    health: () => healthOf({ config, version, log, backing, video: livekit.status().state }),
    report,
    pages: web.handler,
    routers: [
      ['/livekit/webhook', (request, response) => void livekit.webhook(request, response)],
      ['/', livekit.proxy.middleware],
      ['/', videoRouter({ authority, video: livekit, stage, now })],
      [
        '/workspace',
        workspaceRouter({ authority, workspace, sessions, owners, tokens, demo, openings, departures, origin, newId }),
      ],
      ['/local', localRouter({ secret: local.secret, ownerLink: () => ownerLink(port) })],
      ['/_app/immutable', assets],
      ['/certificate', tls.router],
      ['/', linksRouter({ authority, tokens, origin })],
      ['/', decks.router],
      ['/', recordRouter({ authority, log, tokens })],
    ],
  });
  serve({
    request: app,
    upgrade: (request, socket, head) => {
      if (livekit.proxy.upgrade(request, socket, head)) return;
      if (!gateway.upgrade(request, socket, head) && !config.dev) socket.destroy();
    },
  });
  const settle = (): void =>
    void settleWhileIdle({ clock, catalogue }).catch((error: unknown) => report(error, 'clock'));
  settle();
  const looks = [
    setInterval(settle, 30_000),
    setInterval(() => clock.look(LOOK_EVERY), LOOK_EVERY),
    setInterval(() => gateway.dropSlow(), 5_000),
    setInterval(() => void backing.keepClock().catch((error: unknown) => report(error, 'clock')), 10_000),
  ];
  onClose(() => looks.forEach((timer) => clearInterval(timer)));
  // For this machine: where it listens on every address, by the name that each machine gives itself.
  const everywhere = config.host === '::' || config.host === '0.0.0.0';
  lock.announce(originOf(config.tls ? 'https' : 'http', everywhere ? 'localhost' : config.host, port));
  const onLoopback = everywhere || reachOf(originOf('http', config.host, port)) === 'this-machine';
  return {
    port,
    get origin() {
      return origin();
    },
    here: originOf(config.tls ? 'https' : 'http', onLoopback ? 'localhost' : config.host, port),
    ...(tls.fingerprint === undefined ? {} : { fingerprint: tls.fingerprint }),
    ownerLink: () => ownerLink(port),
    close: closers.close,
  };
};
