import type { VideoNews } from '@rostrum/protocol';

/** How the program stands. `ready`: people can join. `missing`: none was found; `installLine` brings it. */
export type VideoStatus = Omit<VideoNews, 'reach'>;

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
