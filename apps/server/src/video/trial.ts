import { createServer, type Server } from 'node:http';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import type { AddressInfo } from 'node:net';
import express from 'express';
import type { NetworkSettings } from './livekit-config.ts';
import { findProgram } from './find-program.ts';
import { createStatusCell, type Log } from './status.ts';
import { createVideo, newLiveKitKeys, type Video } from './video.ts';

/** The parts that the integration tests of this folder start: video as the product makes it, behind a small server on loopback. */

export const silent: Log = { debug: () => {}, info: () => {}, warn: () => {} };
const cacheDir = resolve(import.meta.dirname, '../../../../.cache/livekit');

/** A port that other tests will hardly want. */
export const somePort = () => 20_000 + Math.floor(Math.random() * 12_000);

export const loopback = (): NetworkSettings => {
  const port = somePort();
  return {
    host: '127.0.0.1',
    port: 3000,
    lanAddresses: [],
    tls: false,
    videoPorts: { signal: port, tcp: port + 100, udp: port + 200 },
  };
};

/** Fails after `ms`; `what` says what was waited for. */
export const within = async <T>(ms: number, what: string, work: Promise<T>): Promise<T> => {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<never>((_, reject) => {
    timer = setTimeout(() => reject(new Error(`Not within ${ms} ms: ${what}`)), ms);
  });
  return Promise.race([work, late]).finally(() => clearTimeout(timer));
};

/** Looks every 30 ms until `test` answers something that is not false or undefined. */
export const until = async <T>(
  ms: number,
  what: string,
  test: () => T | Promise<T>,
): Promise<Exclude<T, undefined | false>> => {
  const deadline = performance.now() + ms;
  while (performance.now() < deadline) {
    const value = await test();
    if (value !== undefined && value !== false) return value as Exclude<T, undefined | false>;
    await new Promise((next) => setTimeout(next, 30));
  }
  throw new Error(`Not within ${ms} ms: ${what}`);
};

export interface Trial {
  readonly video: Video;
  readonly server: Server;
  /** What a client connects to. */
  readonly url: string;
  readonly origin: string;
  readonly dataDir: string;
  stop(): Promise<void>;
}

/** The program, found or built; its absence is an error, never a skipped test. */
export const needProgram = async (): Promise<string> => {
  const status = createStatusCell({ state: 'looking' });
  const signal = AbortSignal.timeout(110_000);
  const { env, platform } = process;
  const program = await findProgram({ env, platform, cacheDir, log: silent, status, signal });
  if (program === undefined)
    throw new Error(`LiveKit is needed for this test: ${status.current().reason ?? 'no time to build it'}`);
  return program;
};

/** Starts video and waits until it is ready; a LiveKit that cannot be found or built is an error, never a skipped test. */
export const startTrial = async (
  network = loopback(),
  given?: string,
  keys = newLiveKitKeys(),
  listen = { host: '127.0.0.1', port: 0 },
): Promise<Trial> => {
  const dataDir = given ?? (await mkdtemp(join(tmpdir(), 'rostrum-video-')));
  const video = createVideo({
    mode: { kind: 'own', keys },
    network: () => network,
    dataDir,
    cacheDir,
    env: process.env,
    platform: process.platform,
    log: silent,
  });
  const app = express();
  app.use(video.proxy.middleware);
  const server = createServer(app);
  server.on('upgrade', (request, socket, head) => {
    if (!video.proxy.upgrade(request, socket, head)) socket.destroy();
  });
  await new Promise<void>((ready) => server.listen(listen.port, listen.host, ready));
  const { port } = server.address() as AddressInfo;
  const stop = async () => {
    await video.close();
    server.closeAllConnections();
    await new Promise((done) => server.close(done));
    if (given === undefined) await rm(dataDir, { recursive: true, force: true });
  };
  video.start();
  try {
    // A build by Go may be part of it.
    await until(100_000, 'LiveKit ready', () => {
      const { state, reason } = video.status();
      if (state === 'missing') throw new Error(`LiveKit is needed for this test: ${reason}`);
      return state === 'ready';
    });
  } catch (error) {
    await stop();
    throw error;
  }
  return { video, server, url: `ws://127.0.0.1:${port}/livekit`, origin: `http://127.0.0.1:${port}`, dataDir, stop };
};
