import type { VideoState } from '@rostrum/protocol';

export interface Health {
  readonly status: 'ok' | 'down';
  readonly version: string;
  readonly store: string;
  readonly video: VideoState;
  readonly uptimeSeconds: number;
  /** Why sessions cannot go on. */
  readonly reason?: string;
}
