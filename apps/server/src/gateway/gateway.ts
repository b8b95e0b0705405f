import { createServer, type IncomingMessage } from 'node:http';
import type { Duplex } from 'node:stream';
import type { Channel, Presence } from '@rostrum/cluster';
import { ROLES, type Role } from '@rostrum/domain';
import { PROTOCOL_VERSION, type Answer, type Farewell, type PingAnswer, type Signal } from '@rostrum/protocol';
import type { ViewMessage } from '@rostrum/sync';
import { Server, type Socket } from 'socket.io';
import type { Admission, Admitted, Authority, Denied } from '../authorise.ts';
import { viewKey, type Outlet, type ViewKey } from '../runtime/publisher.ts';
import { AnonymousQuestions } from './anonymous-questions.ts';
import { Bucket } from './bucket.ts';
import { carryCommand, noteJoined, type CarryingTools } from './carrying.ts';
import { Frames } from './frames.ts';
import { fieldsOf, readHello, readPointer, sameOrigin, whole } from './incoming.ts';
import { Neighbours } from './neighbours.ts';
import { Presences } from './presence.ts';

interface ToClient {
  view(message: ViewMessage): void;
  signal(signal: Signal): void;
  farewell(message: { reason: Farewell }): void;
}
interface ToServer {
  command(raw: unknown, answer?: (answer: Answer) => void): void;
  ping(raw: unknown, answer?: (answer: PingAnswer) => void): void;
  resync(raw: unknown): void;
  signal(raw: unknown): void;
}
/** What the upgrade's path and cookies say, until the connection introduces itself. */
interface Knock {
  readonly session: string;
  readonly role: Role;
  readonly cookie: string | undefined;
}
interface Known {
  admitted?: Admitted;
  /** The view that it holds, once it has been brought up to it: from then on it hears of changes. */
  holds?: ViewKey;
}
type Connection = Socket<ToServer, ToClient, Record<string, never>, Known>;

const PATH = /^\/s\/([A-Za-z0-9_-]{1,64})\/([a-z-]+)\/socket\/(\?|$)/;
/** Bytes of one message; a question, a sheet with comments and a session's rules all fit. */
const MESSAGE_LIMIT = 64 * 1024;
/** Messages waiting for a connection that cannot keep up; past them it is closed and comes back by a snapshot. */
const BACKLOG_LIMIT = 400;

/** What is said to whoever is not let in; for the rest, that they are signed out. */
const REASONS: Readonly<Partial<Record<Denied, Farewell>>> = { revoked: 'revoked', 'no-such-session': 'removed' };
const farewell = (socket: Connection, reason: Farewell): void => {
  socket.emit('farewell', { reason });
  socket.disconnect(true);
};

export interface GatewayTools extends CarryingTools {
  readonly authority: Authority;
  /** How many proxies in front are believed. */
  readonly trustProxy: number;
  /** What nodes tell each other. */
  readonly cluster: { readonly presence: Presence; readonly channel: Channel };
  /** Signals that a fresh connection gets. */
  greet(role: Role): Signal[];
}

/** The sockets: who connects is asked for at the upgrade, what they send is parsed, checked and carried to the room's queue. */
export class Gateway {
  readonly #io: Server<ToServer, ToClient, Record<string, never>, Known>;
  readonly #tools: GatewayTools;
  readonly #frames: Frames;
  readonly #presences: Presences;
  readonly #anonymous = new AnonymousQuestions();
  readonly #neighbours: Neighbours;
  readonly #knocks = new WeakMap<IncomingMessage, Knock>();

  constructor(tools: GatewayTools) {
    this.#tools = tools;
    // Attached to a server that never listens: the paths lie under each role's own, which only our upgrade listener knows.
    this.#io = new Server(createServer(), {
      transports: ['websocket'],
      serveClient: false,
      perMessageDeflate: false,
      maxHttpBufferSize: MESSAGE_LIMIT,
      pingInterval: 10_000,
      pingTimeout: 10_000,
      connectTimeout: 20_000,
    });
    this.#frames = new Frames(this.#io);
    this.#presences = new Presences({
      shared: tools.cluster.presence,
      tell: (session, run, presence) =>
        void this.#io.to(`${session}/${run}/host`).emit('signal', { kind: 'presence', presence }),
    });
    this.#neighbours = new Neighbours(
      tools.cluster.channel,
      (room, signal) => void this.#io.to(room).emit('signal', signal),
    );
    // The word that it is connected goes with the first that it hears of the session.
    this.#io.use((socket, next) => {
      this.#frames.hold(socket);
      next();
    });
    this.#io.on('connection', (socket: Connection) => {
      this.#welcome(socket).catch((error: unknown) => {
        tools.report(error, 'connection');
        socket.disconnect(true);
      });
    });
  }

  /** Takes an upgrade whose path is a role's socket; false when it is not one. */
  upgrade(request: IncomingMessage, socket: Duplex, head: Buffer): boolean {
    const match = PATH.exec(request.url ?? '');
    if (!match) return false;
    const [, session, role] = match as unknown as [string, string, Role];
    if (!ROLES.includes(role) || !sameOrigin(request, this.#tools.trustProxy)) {
      socket.end('HTTP/1.1 403 Forbidden\r\nConnection: close\r\n\r\n');
      return true;
    }
    this.#knocks.set(request, { session, role, cookie: request.headers.cookie });
    this.#io.engine.handleUpgrade(request, socket, head);
    return true;
  }

  /** Where the publications of one run go. */
  outlet(session: string, run: number): Outlet {
    const base = `${session}/${run}`;
    return {
      toView: (key, message) => void this.#io.to(`${base}/${key}`).emit('view', message),
      toParticipant: (participant, key, message) => {
        const { adapter, sockets } = this.#io.sockets;
        for (const id of adapter.rooms.get(`${base}/participant/${participant}`) ?? []) {
          const socket = sockets.get(id);
          if (socket?.data.holds === key) socket.emit('view', message);
        }
      },
      toConnection: (connection, message) => void this.#io.sockets.sockets.get(connection)?.emit('view', message),
      hold: (connection) => this.#frames.hold(this.#io.sockets.sockets.get(connection)),
      whenSent: (run) => this.#frames.whenSent(run),
    };
  }

  /** Sends a signal to everyone in one role of a session, or in all, whichever node they are connected to. */
  signal(session: string, run: number, signal: Signal, role?: Role): void {
    const room = role === undefined ? `${session}/${run}` : `${session}/${run}/as/${role}`;
    this.#io.to(room).emit('signal', signal);
    this.#neighbours.pass(room, signal);
  }
  /** To everyone who is connected to this node, what their role may hear. */
  signalAll(signal: Signal | ((role: Role) => Signal)): void {
    if (typeof signal === 'function') for (const role of ROLES) this.#io.to(`as/${role}`).emit('signal', signal(role));
    else this.#io.emit('signal', signal);
  }

  /** Ends the connections that came by a link, or all of a participant, or all of a run. */
  end(room: string, reason: Farewell): void {
    this.#io.to(room).emit('farewell', { reason });
    this.#io.in(room).disconnectSockets(true);
  }
  /** A run is over: its connections end, and what is remembered of it goes. */
  runEnded(session: string, run: number, reason: Farewell): void {
    this.#anonymous.forget(session, run);
    this.end(`${session}/${run}`, reason);
    this.#presences.forget(session, run);
  }
  /** Begins to hear who is connected to other nodes, so that `isHere` knows. */
  watch(session: string, run: number): void {
    this.#presences.watch(session, run);
  }
  isHere(session: string, run: number, participant: string): boolean {
    return this.#presences.isHere(session, run, participant);
  }
  /** Back-pressure, to be called every few seconds: who cannot keep up is let go, and comes back by a snapshot. */
  dropSlow(): void {
    for (const socket of this.#io.sockets.sockets.values()) {
      // Engine.IO keeps the queue to itself; there is no public way to see how far a connection is behind.
      const { writeBuffer } = socket.conn as unknown as { writeBuffer: { length: number } };
      if (writeBuffer.length > BACKLOG_LIMIT) socket.disconnect(true);
    }
  }
  get connections(): number {
    return this.#io.engine.clientsCount;
  }

  async close(): Promise<void> {
    this.#io.emit('farewell', { reason: 'server-stopping' });
    this.#io.disconnectSockets(true);
    this.#neighbours.close();
    this.#presences.close();
    await this.#io.close();
  }

  async #welcome(socket: Connection): Promise<void> {
    // Asked now, not at the upgrade: seconds may lie between them, and in them a revocation.
    const admission = await this.#admit(socket);
    if (!admission.ok) return farewell(socket, REASONS[admission.reason] ?? 'signed-out');
    if (!socket.connected) return;
    const hello = readHello(socket.handshake.auth);
    const { room, role, participant } = admission;
    if (hello.protocol < PROTOCOL_VERSION - 1) return farewell(socket, 'outdated');
    // Revisions of an earlier run mean nothing in this one.
    if (hello.run !== undefined && hello.run !== room.run) return farewell(socket, 'run-ended');
    const key = viewKey(role, participant);
    const personal = role === 'projector' ? undefined : participant;
    socket.data.admitted = admission;
    const base = `${room.session}/${room.run}`;
    const rooms = [
      base,
      `as/${role}`,
      `${base}/as/${role}`,
      `${base}/participant/${participant}`,
      ...(admission.link === undefined ? [] : [`${base}/link/${admission.link}`]),
      ...(admission.owner === undefined ? [] : [`owner/${admission.owner}`]),
    ];
    await socket.join(rooms);
    // From here on a revocation or the run's end finds the connection in its rooms; this finds one that came just before.
    const denied = this.#tools.authority.denied(admission);
    if (denied !== undefined) return farewell(socket, REASONS[denied] ?? 'signed-out');
    if (room.runtime.state.info.status === 'closed') return farewell(socket, 'run-ended');
    this.#listen(socket, admission, key);
    room.publisher.enter(key, personal);
    this.#presences.enter(room, role, participant, socket.id);
    socket.once('disconnect', () => {
      room.publisher.leave(key, personal, socket.id);
      this.#presences.leave(room, socket.id);
    });
    this.#bringUp(socket, admission, key, hello);
    for (const signal of this.#tools.greet(role)) socket.emit('signal', signal);
    if (role === 'host')
      socket.emit('signal', { kind: 'presence', presence: this.#presences.of(room.session, room.run) });
    noteJoined(this.#tools, admission);
  }

  async #admit(socket: Connection): Promise<Admission> {
    const knock = this.#knocks.get(socket.request);
    return knock
      ? this.#tools.authority.admit(knock.session, knock.role, knock.cookie)
      : { ok: false, reason: 'signed-out' };
  }

  /** From where the screen stands to what was last published; it enters the view's room in the same turn, so nothing falls between. */
  #bringUp(
    socket: Connection,
    { room, role, participant }: Admitted,
    key: ViewKey,
    at: { role?: number; me?: number; seen?: number },
  ): void {
    const seen = Math.max(at.seen ?? 0, at.role ?? 0, at.me ?? 0);
    const bringUp = (): void =>
      room.publisher.whenPublished(Math.min(seen, room.runtime.revision), () => {
        if (!socket.connected) return;
        this.#frames.hold(socket);
        for (const message of room.publisher.bringUp(key, role === 'projector' ? undefined : participant, at))
          if (message.kind === 'snapshot' && message.view === 'role') this.#frames.sendOften(socket, 'view', message);
          else socket.emit('view', message);
        if (socket.data.holds === key) return;
        socket.data.holds = key;
        void socket.join(`${room.session}/${room.run}/${key}`);
      });
    if (seen <= room.runtime.revision) bringUp();
    // SY8: seen on another node, which was ahead of this one.
    else void room.runtime.reach(seen).then(bringUp);
  }

  #listen(socket: Connection, admitted: Admitted, key: ViewKey): void {
    const { room, role } = admitted;
    const bucket = role === 'host' || role === 'speaker' ? new Bucket(30, 60) : new Bucket(5, 20);
    const pointer = new Bucket(30, 30);
    socket.on('ping', (raw, answer) => {
      const received = this.#tools.now();
      if (typeof answer === 'function' && typeof fieldsOf(raw)['sent'] === 'number')
        answer({ received, sent: this.#tools.now() });
    });
    socket.on('resync', (raw) => this.#bringUp(socket, admitted, key, { seen: whole(fieldsOf(raw)['seen']) ?? 0 }));
    socket.on('signal', (raw) => {
      const own = role === 'speaker' || role === 'host';
      const signal = own && pointer.take(this.#tools.now()) ? readPointer(raw) : undefined;
      if (signal) this.signal(room.session, room.run, signal, 'projector');
    });
    socket.on('command', (raw, answer) => {
      if (typeof answer !== 'function') return;
      if (!bucket.take(this.#tools.now())) answer({ ok: false, code: 'rate-limited' });
      else {
        carryCommand({ tokens: this.#tools.tokens, anonymous: this.#anonymous }, admitted, raw).then(
          (carried) => {
            this.#frames.hold(socket);
            if (carried.ok) room.publisher.acknowledged(socket.id, carried.revision);
            answer(carried);
          },
          (error: unknown) => {
            this.#tools.report(error, 'command');
            answer({ ok: false, code: 'unavailable' });
          },
        );
      }
    });
  }
}
