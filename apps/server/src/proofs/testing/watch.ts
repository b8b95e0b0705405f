import { evolveSession, initialSession, type SessionState, type StampedSessionEvent } from '@rostrum/domain';
import { Oracle, type Leak, type Viewer } from '@rostrum/domain/testing';
import type { ViewMessage } from '@rostrum/sync';
import type { Screen } from './screen.ts';

/**
 * Searches what screens have received for what they may not see. Bytes are on their way while the session goes on, so a
 * text is a leak when its reader might have seen it at no moment since the look before the last.
 */
export class Watch {
  readonly #oracle = new Oracle();
  #state: SessionState = initialSession;
  #earlier: SessionState[] = [];
  #window: SessionState[] = [initialSession];

  get state(): SessionState {
    return this.#state;
  }
  get secrets(): Oracle['secrets'] {
    return this.#oracle.secrets;
  }

  /** What the log holds since the last look; read after the bytes that are searched had come. */
  follow(events: readonly StampedSessionEvent[]): void {
    this.#earlier = this.#window;
    this.#window = [this.#state];
    for (const event of events) {
      this.#state = evolveSession(this.#state, [event]);
      this.#oracle.follow(this.#state, [event]);
      this.#window.push(this.#state);
    }
  }

  /** What the session was since the look before the last. */
  moments(): SessionState[] {
    return [...this.#earlier, ...this.#window];
  }

  /** A packet that the socket has received. */
  onSocket(screen: Screen, packet: string): Leak[] {
    const view = viewIn(packet);
    return this.#leaks(packet, view === undefined ? both(screen) : [viewerOf(screen, view)]);
  }
  /** A page, which carries both views, or a file. */
  onPage(screen: Screen, text: string): Leak[] {
    return this.#leaks(text, both(screen));
  }

  #leaks(text: string, viewers: readonly Viewer[]): Leak[] {
    let found: Leak[] | undefined;
    for (const state of this.moments()) {
      for (const viewer of viewers) {
        const leaks = this.#oracle.leaks(text, viewer, state);
        found = found ? found.filter((one) => leaks.some(({ value }) => value === one.value)) : leaks;
        if (found.length === 0) return [];
      }
    }
    return found ?? [];
  }
}

const viewerOf = ({ seat }: Screen, view: 'role' | 'me'): Viewer => ({
  role: view === 'me' ? 'me' : seat.role,
  participant: seat.participant,
});
const both = (screen: Screen): Viewer[] => [viewerOf(screen, 'role'), viewerOf(screen, 'me')];

/** Which view a Socket.IO packet carries, such as `42["view",{"kind":"patch","view":"me",…}]`. */
const viewIn = (packet: string): 'role' | 'me' | undefined => {
  const start = '42["view",';
  if (!packet.startsWith(start)) return undefined;
  const message = JSON.parse(packet.slice(start.length, -1)) as ViewMessage;
  return message.kind === 'upto' ? undefined : message.view;
};
