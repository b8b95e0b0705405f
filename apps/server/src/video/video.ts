import { randomBytes } from 'node:crypto';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import type { VideoReachability } from '@rostrum/protocol';
import { RoomServiceClient } from 'livekit-server-sdk';
import { findProgram } from './find-program.ts';
import type { LiveKitKeys, NetworkSettings } from './livekit-config.ts';
import { startLiveKit, type LiveKitProcess } from './livekit-process.ts';
import { reachability } from './reachability.ts';
import { createSignallingProxy, type SignallingProxy } from './signalling-proxy.ts';
import { createStageReactor, type StageReactor } from './stage-reactor.ts';
import { createStatusCell, type Log, type VideoStatus } from './status.ts';
import { createTokenMint, type MintToken } from './tokens.ts';
import { createWebhookHandler, createWebhookReceiver, type VideoFact } from './webhooks.ts';

/** `off`: `VIDEO=off`. `external`: `LIVEKIT_URL` with its keys. `own`: a LiveKit of our own, as a child process. */
export type VideoMode =
  | { readonly kind: 'off' }
  | { readonly kind: 'external'; readonly url: string; readonly keys: LiveKitKeys }
  | { readonly kind: 'own'; readonly keys: LiveKitKeys };

export interface VideoOptions {
  readonly mode: VideoMode;
  /** Asked again every few seconds: addresses change while a laptop moves. */
  readonly network: () => NetworkSettings;
  readonly dataDir: string;
  /** `<project>/.cache/livekit`. */
  readonly cacheDir: string;
  readonly env: NodeJS.ProcessEnv;
  readonly platform: NodeJS.Platform;
  readonly log: Log;
}

export interface Video {
  status(): VideoStatus;
  /** Calls `listener` at each change of status or of who can be reached; answers the function that ends it. */
  watch(listener: (status: VideoStatus) => void): () => void;
  /** Undefined when video is off, or comes from a LiveKit elsewhere. */
  reachability(): VideoReachability | undefined;
  /** Of our own LiveKit, on 127.0.0.1, while it is ready. */
  signallingPort(): number | undefined;
  /** Undefined when video is off. A room must have been wished for by `stage.follow` before anyone can join it. */
  readonly mintToken: MintToken | undefined;
  readonly stage: StageReactor;
  readonly proxy: SignallingProxy;
  /** Presence, from verified webhooks. Answers the function that ends it. */
  onFact(listener: (fact: VideoFact) => void): () => void;
  /** For `POST /livekit/webhook` of an external LiveKit; mount it before the proxy and any body parser. */
  readonly webhook: (request: IncomingMessage, response: ServerResponse) => Promise<void>;
  /** Begins to look for, build or start LiveKit; returns at once. */
  start(): void;
  close(): Promise<void>;
}

/** Fresh keys for a LiveKit of our own. */
export const newLiveKitKeys = (): LiveKitKeys => ({
  apiKey: `API${randomBytes(9).toString('hex')}`,
  apiSecret: randomBytes(32).toString('base64url'),
});

const CHECK_MS = 10_000;

/** Video as one part: its process, rights, stage, signalling and presence. */
export const createVideo = (options: VideoOptions): Video => {
  const { mode, env, platform, log } = options;
  const status = createStatusCell({ state: mode.kind === 'off' ? 'off' : 'looking' });
  const closing = new AbortController();
  const facts = new Set<(fact: VideoFact) => void>();
  const watchers = new Set<(status: VideoStatus) => void>();
  let livekit: LiveKitProcess | undefined;
  let timer: NodeJS.Timeout | undefined;
  let starting: Promise<void> = Promise.resolve();
  let client: { readonly target: string; readonly api: RoomServiceClient } | undefined;

  const target = (): string | undefined => {
    if (mode.kind === 'off' || status.current().state !== 'ready') return undefined;
    if (mode.kind === 'external') return mode.url.replace(/^ws/, 'http').replace(/\/+$/, '');
    const ports = livekit?.ports();
    return ports && `http://127.0.0.1:${ports.signal}`;
  };
  const api = () => {
    const at = target();
    if (at === undefined || mode.kind === 'off') return undefined;
    if (client?.target !== at) {
      const { apiKey, apiSecret } = mode.keys;
      client = {
        target: at,
        api: new RoomServiceClient(at, apiKey, apiSecret, { requestTimeout: 5, failover: false }),
      };
    }
    return client.api;
  };
  const stage = createStageReactor({
    client: api,
    log,
    clock: {
      after: (ms, callback) => {
        const waiting = setTimeout(callback, ms);
        return () => clearTimeout(waiting);
      },
    },
    retry: { firstMs: 250, longestMs: 10_000 },
  });
  // A LiveKit that has just started knows no rooms.
  status.watch(({ state }) => {
    if (state === 'ready') stage.reconcile();
  });

  const onFact = (fact: VideoFact) => {
    if (fact.type === 'joined' || fact.type === 'track-published' || fact.type === 'room-finished')
      stage.reconcile(fact.room);
    for (const listener of [...facts]) listener(fact);
  };
  const webhook =
    mode.kind === 'off'
      ? async (_: IncomingMessage, response: ServerResponse) => void response.writeHead(404).end()
      : createWebhookHandler(createWebhookReceiver(mode.keys), onFact);
  // LiveKit of our own reports to loopback, whatever `HOST` and TLS are.
  const reports = createServer((request, response) => void webhook(request, response));
  const proxy = createSignallingProxy({ target, log });

  const reach = () =>
    mode.kind === 'own' ? reachability(livekit?.network() ?? options.network(), livekit?.ports() ?? null) : undefined;
  let told = '';
  const tell = () => {
    told = JSON.stringify(reach());
    for (const watcher of [...watchers]) watcher(status.current());
  };
  status.watch(tell);
  const startOwn = async (keys: LiveKitKeys) => {
    const program = await findProgram({
      env,
      platform,
      cacheDir: options.cacheDir,
      log,
      status,
      signal: closing.signal,
    });
    if (program === undefined || closing.signal.aborted) return;
    await new Promise<void>((resolve, reject) => {
      reports.once('error', reject);
      reports.listen(0, '127.0.0.1', resolve);
    });
    const { port } = reports.address() as AddressInfo;
    livekit = startLiveKit({
      program,
      folder: join(options.dataDir, 'livekit'),
      keys,
      webhookUrls: [`http://127.0.0.1:${port}/`],
      network: options.network,
      env,
      status,
      log,
    });
    timer = setInterval(() => {
      livekit?.refresh();
      if (JSON.stringify(reach()) !== told) tell();
    }, CHECK_MS).unref();
  };
  const checkExternal = async (url: string) => {
    const answer = await fetch(url.replace(/^ws/, 'http'), { signal: AbortSignal.timeout(5000) }).catch(String);
    if (closing.signal.aborted) return;
    if (typeof answer !== 'string' && answer.ok) {
      status.set({ state: 'ready' });
      return;
    }
    status.set({
      state: 'failed',
      reason: `LIVEKIT_URL: ${typeof answer === 'string' ? answer : `HTTP ${answer.status}`}`,
    });
  };

  return {
    status: () => status.current(),
    watch: (listener) => {
      watchers.add(listener);
      return () => void watchers.delete(listener);
    },
    reachability: reach,
    signallingPort: () => livekit?.ports()?.signal,
    mintToken: mode.kind === 'off' ? undefined : createTokenMint(mode.keys),
    stage,
    proxy,
    onFact: (listener) => {
      facts.add(listener);
      return () => void facts.delete(listener);
    },
    webhook,
    start: () => {
      if (mode.kind === 'own') {
        starting = startOwn(mode.keys).catch((error: unknown) =>
          status.set({ state: 'failed', reason: String(error) }),
        );
      } else if (mode.kind === 'external') {
        status.set({ state: 'starting' });
        starting = checkExternal(mode.url);
        timer = setInterval(() => void checkExternal(mode.url), CHECK_MS).unref();
      }
    },
    close: async () => {
      closing.abort();
      clearInterval(timer);
      stage.close();
      proxy.close();
      await starting;
      await livekit?.close();
      reports.closeAllConnections();
      await new Promise((resolve) => reports.close(resolve));
      facts.clear();
      watchers.clear();
    },
  };
};
