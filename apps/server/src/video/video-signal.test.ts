import { ROLES } from '@rostrum/domain';
import type { VideoReachability } from '@rostrum/protocol';
import { expect, it } from 'vitest';
import { videoSignal } from './video-signal.ts';

const reach: VideoReachability = {
  network: { watch: 'yes', speak: 'no', missing: [{ what: 'certificate', reason: 'plain-http' }] },
  outside: { watch: 'no', speak: 'no', missing: [{ what: 'address', reason: 'no-public-url' }] },
};
const status = { state: 'failed', reason: 'port 7882 is taken', installLine: 'brew install livekit' } as const;

it('[VD1] the host hears why there is no video and who can be reached, all others only whether there is any', () => {
  expect(videoSignal(status, reach, 'host')).toEqual({ kind: 'video', ...status, reach });
  expect(videoSignal({ state: 'off' }, undefined, 'host')).toEqual({ kind: 'video', state: 'off' });
  for (const role of ROLES.filter((one) => one !== 'host'))
    expect(videoSignal(status, reach, role)).toEqual({ kind: 'video', state: 'failed' });
});
