import type { SessionCommand } from '@rostrum/domain';
import type { Answer, Envelope } from '@rostrum/protocol';
import type { Timers } from './timers.ts';
import type { Reply, Transport } from './transport.ts';

/** The server refuses a live command that it would decide later than this after the press; so the screen gives up too. */
const LIVE_LIMIT = 3_000;

export interface LiveParts {
  readonly transport: Pick<Transport, 'connected' | 'request'>;
  readonly timers: Timers;
  /** Waits for the first ping: before it, the instant of the press could not be named. */
  readonly clockReady: () => Promise<void>;
  /** The server's time at an instant of the local clock. */
  readonly serverTime: (local: number) => number;
}

/**
 * Sends a live command now or never. Without a connection it is refused at once (`offline`); without an answer three
 * seconds after the press it is given up (`too-late`), and a later answer is not waited for. When the connection breaks
 * after sending, nobody here knows whether it was carried out: `offline` with `detail.sent`; the view will show.
 */
export const deliverLive = async (
  parts: LiveParts,
  id: string,
  run: number,
  command: SessionCommand,
): Promise<Answer> => {
  const { transport, timers } = parts;
  if (!transport.connected) return { ok: false, code: 'offline' };
  const pressed = timers.local();
  return new Promise<Answer>((resolve) => {
    const cancel = timers.after(LIVE_LIMIT, () => resolve({ ok: false, code: 'too-late' }));
    const send = async (): Promise<Answer> => {
      await parts.clockReady();
      if (!transport.connected) return { ok: false, code: 'offline' };
      const left = LIVE_LIMIT - (timers.local() - pressed);
      // Never after having given up: the person has been told that it did not happen.
      if (left <= 0) return { ok: false, code: 'too-late' };
      const envelope: Envelope = { id, run, pressed: Math.round(parts.serverTime(pressed)), command };
      const reply: Reply<Answer> = await transport.request('command', envelope, left);
      if (reply.answered) return reply.value;
      return reply.why === 'timeout'
        ? { ok: false, code: 'too-late' }
        : { ok: false, code: 'offline', detail: { sent: 1 } };
    };
    void send().then((answer) => {
      cancel();
      resolve(answer);
    });
  });
};
