import { createRequire } from 'node:module';
import { join, resolve } from 'node:path';
import type { MeView, SessionCommand } from '@rostrum/domain';
import type { Answer, Bootstrap, Farewell, Hello, Signal } from '@rostrum/protocol';
import { Replica, type ViewMessage } from '@rostrum/sync';
import { io } from 'socket.io-client';
import type { Seat } from './screen.ts';

const CLIENT = resolve(import.meta.dirname, '../../../../web/src/lib/sync');
const require = createRequire(import.meta.url);
// By Node itself: the test runner would look for the pages' own compiler settings, which need not be there.
const load = <T>(file: string): T => require(join(CLIENT, file)) as T;

/** What these proofs use of the pages' own client, which an app may not import from another by its types. */
interface Engine {
  start(): void;
  stop(): void;
  send(command: SessionCommand): Promise<Answer>;
}
interface EngineModule {
  readonly Engine: new (bootstrap: Bootstrap, state: DeviceState, replica: object, parts: object) => Engine;
}
interface StorageModule {
  readonly MemoryStorage: new () => object;
}
interface StoreModule {
  readonly TextOutboxStore: new (texts: object) => object;
}
interface TimersModule {
  readonly browserTimers: object;
}
interface Events {
  connected(): void;
  disconnected(): void;
  failed(): void;
  view(message: ViewMessage): void;
  signal(signal: Signal): void;
  farewell(reason: Farewell): void;
}
export interface DeviceState {
  view: object;
  me: MeView | undefined;
  status: string;
  pending: readonly { readonly state: string; readonly command: SessionCommand }[];
}

/** The client that the pages run, on the real wire, with a network that can be taken away. Its storage outlives its page. */
export class Device {
  readonly state: DeviceState;
  readonly #engine: Engine;
  readonly #network: Network;

  private constructor(state: DeviceState, engine: Engine, network: Network) {
    this.state = state;
    this.#engine = engine;
    this.#network = network;
  }

  static async open(base: string, seat: Seat, storage?: object): Promise<Device> {
    const { session, role, cookie } = seat;
    const page = await fetch(`${base}/s/${session}/${role}/`, { headers: { cookie } });
    const { bootstrap } = (await page.json()) as { bootstrap: Bootstrap };
    const { Engine } = load<EngineModule>('engine.ts');
    const { TextOutboxStore } = load<StoreModule>('outbox-store.ts');
    const { browserTimers } = load<TimersModule>('timers.ts');
    const texts = storage ?? Device.storage();
    const replica = new Replica<object, MeView>();
    replica.receive({ kind: 'snapshot', view: 'role', ...bootstrap.view });
    if (bootstrap.me) replica.receive({ kind: 'snapshot', view: 'me', ...bootstrap.me });
    const state = { view: bootstrap.view.data, me: bootstrap.me?.data, status: 'connecting', pending: [] };
    const network = new Network(base, cookie);
    const engine = new Engine(bootstrap, state, replica, {
      timers: browserTimers,
      makeTransport: network.transport,
      texts,
      outboxStore: new TextOutboxStore(texts),
      random: () => 0,
      exclusive: <T>(_name: string, work: () => Promise<T>) => work(),
      tell: () => undefined,
      listen: () => () => undefined,
      watchPage: () => () => undefined,
      visible: () => true,
      reload: () => undefined,
    });
    const device = new Device(state, engine, network);
    engine.start();
    await device.until(() => device.state.status === 'live');
    return device;
  }
  /** What a phone keeps when its page is closed. */
  static storage(): object {
    return new (load<StorageModule>('device-storage.ts').MemoryStorage)();
  }

  send(command: SessionCommand): Promise<Answer> {
    return this.#engine.send(command);
  }
  offline(): void {
    this.#network.take();
  }
  online(): void {
    this.#network.give();
  }
  close(): void {
    this.#engine.stop();
    this.#network.take();
  }
  async until(done: () => boolean): Promise<void> {
    for (const deadline = performance.now() + 15_000; !done();) {
      if (performance.now() > deadline) throw new Error(`waited in vain: ${done.toString()}`);
      await new Promise((wake) => setTimeout(wake, 10));
    }
  }
}

/** As `socket-transport.ts` of the pages, with an address and a cookie, and a switch. */
class Network {
  readonly #base: string;
  readonly #cookie: string;
  #on = true;
  #cut: () => void = () => undefined;

  constructor(base: string, cookie: string) {
    this.#base = base;
    this.#cookie = cookie;
  }
  take(): void {
    this.#on = false;
    this.#cut();
  }
  give(): void {
    this.#on = true;
  }

  readonly transport = (path: string, hello: () => Hello, events: Events): object => {
    const socket = io(this.#base, {
      path,
      auth: (give) => give(hello()),
      extraHeaders: { cookie: this.#cookie },
      transports: ['websocket'],
      autoConnect: false,
      forceNew: true,
      reconnection: false,
    });
    socket.on('connect', events.connected);
    socket.on('disconnect', events.disconnected);
    socket.on('connect_error', () => events.failed());
    socket.on('view', events.view);
    socket.on('signal', events.signal);
    socket.on('farewell', ({ reason }: { reason: Farewell }) => events.farewell(reason));
    this.#cut = () => void socket.disconnect();
    return {
      get connected() {
        return socket.connected;
      },
      open: () => {
        if (this.#on) socket.connect();
        else setTimeout(() => events.failed(), 1);
      },
      close: () => void socket.disconnect(),
      request: (event: string, body: object, ms: number) => {
        if (!socket.connected) return Promise.resolve({ answered: false, why: 'disconnected' });
        return new Promise((done) => {
          socket.timeout(ms).emit(event, body, (error: Error | null, value: unknown) => {
            if (error) done({ answered: false, why: socket.connected ? 'timeout' : 'disconnected' });
            else done({ answered: true, value });
          });
        });
      },
      emit: (event: string, body: object) => {
        if (socket.connected) socket.emit(event, body);
      },
    };
  };
}
