import { join } from 'node:path';
import type { Config } from '../config.ts';
import { lanAddresses } from '../network/lan.ts';
import { ROOT } from '../root.ts';
import { createVideo, newLiveKitKeys, type Video, type VideoMode } from './video.ts';

/** Of our own LiveKit, on loopback; another one when it is taken. */
const SIGNALLING_PORT = 7880;

/** Video by settings: none, somebody else's LiveKit, or one of our own beside us. `port`: our own, once we listen. */
export const openVideo = (config: Config, port: () => number, log: Parameters<typeof createVideo>[0]['log']): Video => {
  const { livekit } = config;
  const mode: VideoMode =
    config.video === 'off'
      ? { kind: 'off' }
      : livekit
        ? { kind: 'external', url: livekit.url, keys: { apiKey: livekit.apiKey, apiSecret: livekit.apiSecret } }
        : { kind: 'own', keys: newLiveKitKeys() };
  return createVideo({
    mode,
    network: () => ({
      host: config.host,
      port: port(),
      lanAddresses: lanAddresses(),
      tls: config.tls !== undefined,
      videoPorts: { signal: SIGNALLING_PORT, ...config.videoPorts },
      ...(config.publicUrl === undefined ? {} : { publicUrl: config.publicUrl }),
    }),
    dataDir: config.dataDir,
    cacheDir: join(ROOT, '.cache/livekit'),
    env: process.env,
    platform: process.platform,
    log,
  });
};
