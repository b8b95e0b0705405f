/** What the host page says of video. `ready`: people can join. `missing`: no program found; `installLine` brings it. */
type VideoState = 'off' | 'looking' | 'building' | 'starting' | 'ready' | 'missing' | 'failed';

export interface VideoStatus {
  readonly state: VideoState;
  /** Why it is missing or failed: a sentence or the program's last lines, English, for the host and the log. */
  readonly reason?: string;
  /** The one line that installs LiveKit on this system. */
  readonly installLine?: string;
}

/** The part of pino that this folder uses. */
export interface Log {
  debug(fields: object, message: string): void;
  info(fields: object, message: string): void;
  warn(fields: object, message: string): void;
}

/** A status that can be watched. */
export interface StatusCell {
  current(): VideoStatus;
  set(status: VideoStatus): void;
  /** Calls `listener` at each change until the returned function is called. */
  watch(listener: (status: VideoStatus) => void): () => void;
}

export const createStatusCell = (initial: VideoStatus): StatusCell => {
  const listeners = new Set<(status: VideoStatus) => void>();
  let status = initial;
  return {
    current: () => status,
    set: (next) => {
      const same =
        next.state === status.state && next.reason === status.reason && next.installLine === status.installLine;
      status = next;
      if (!same) for (const listener of [...listeners]) listener(next);
    },
    watch: (listener) => {
      listeners.add(listener);
      return () => void listeners.delete(listener);
    },
  };
};
