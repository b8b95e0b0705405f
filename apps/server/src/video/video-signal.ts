import type { Role } from '@rostrum/domain';
import type { Signal, VideoReachability } from '@rostrum/protocol';
import type { VideoStatus } from './status.ts';

/** What a screen is told of video: the host how it stands and who can be reached, everybody else whether there is any. */
export const videoSignal = (
  status: VideoStatus,
  reach: VideoReachability | undefined,
  role: Role,
): Extract<Signal, { kind: 'video' }> =>
  role === 'host'
    ? { kind: 'video', ...status, ...(reach === undefined ? {} : { reach }) }
    : { kind: 'video', state: status.state };
