import type { Random } from '../random.ts';
import { Replica } from '../replica.ts';
import type { ClientMessage, Member, NodeMessage, ToyNode } from './node.ts';
import type { MeView, RoleView } from './toy.ts';

/** Both directions of one socket: in order, delivered when the fuzz says so, lost from where it is cut. */
interface Socket {
  node: ToyNode;
  member: Member | undefined;
  up: string[];
  down: string[];
}

/** One screen: a replica, an outbox of kept votes, and a socket that may be cut at any moment. */
export class ToyClient {
  readonly name: string;
  readonly replica = new Replica<RoleView, MeView>();
  readonly #random: Random;
  readonly #outbox: string[] = [];
  readonly #acknowledged = new Map<string, number>();
  #commands = 0;
  #socket: Socket | undefined;

  constructor(name: string, random: Random) {
    this.name = name;
    this.#random = random;
  }

  /** The page's HTML, by any node; the socket comes later, perhaps to another. */
  open(node: ToyNode): void {
    for (const message of node.html(this.name)) this.replica.receive(overWire(message));
  }

  get connected(): boolean {
    return this.#socket !== undefined;
  }

  connect(node: ToyNode): void {
    this.#socket = { node, member: undefined, up: [], down: [] };
    this.#say({ kind: 'hello', client: this.name, position: this.replica.position });
    for (const command of this.#outbox) this.#say({ kind: 'vote', command });
  }

  cut(): void {
    const socket = this.#socket;
    if (!socket) return;
    if (socket.member) socket.node.leave(socket.member);
    this.#socket = undefined;
    this.replica.disconnected();
  }

  vote(): void {
    const command = `${this.name}-${this.#commands++}`;
    this.#outbox.push(command);
    if (this.#socket) this.#say({ kind: 'vote', command });
  }

  /** Delivers the next message of one direction; false when neither holds any. */
  deliver(): boolean {
    const socket = this.#socket;
    if (!socket || (socket.up.length === 0 && socket.down.length === 0)) return false;
    const up = socket.down.length === 0 || (socket.up.length > 0 && this.#random.chance(0.5));
    const text = (up ? socket.up : socket.down).shift();
    if (text === undefined) return false;
    if (up) this.#deliverUp(socket, JSON.parse(text) as ClientMessage);
    else this.#take(JSON.parse(text) as NodeMessage);
    return true;
  }

  /** A patch vanishes inside a socket, as only a defect of the server could make it. */
  losePatch(): void {
    const down = this.#socket?.down ?? [];
    const at = down.findIndex((text) => text.includes('"kind":"patch"'));
    if (at >= 0) down.splice(at, 1);
  }

  /** Votes that were acknowledged and, so the replica says, covered, but that it does not show. */
  brokenPromises(): string[] {
    return [...this.#acknowledged]
      .filter(([command, revision]) => this.replica.covers(revision) && !this.replica.me?.votes[command])
      .map(([command]) => command);
  }

  /** Its own view must never run ahead of its role's. */
  get aheadOfRole(): boolean {
    return (this.replica.me?.count ?? 0) > (this.replica.role?.counts[this.name] ?? 0);
  }

  get pending(): string[] {
    const uncovered = [...this.#acknowledged].filter(([, revision]) => !this.replica.covers(revision));
    return [...this.#outbox, ...uncovered.map(([command]) => command)];
  }

  #deliverUp(socket: Socket, message: ClientMessage): void {
    if (message.kind === 'hello') {
      const peer = { send: (reply: NodeMessage) => void socket.down.push(JSON.stringify(reply)) };
      socket.member = socket.node.join(message.client, message.position, peer);
    } else if (socket.member) socket.node.receive(socket.member, message);
  }

  #take(message: NodeMessage): void {
    if (message.kind === 'ack') {
      this.replica.acknowledged(message.revision);
      this.#acknowledged.set(message.command, message.revision);
      const at = this.#outbox.indexOf(message.command);
      if (at >= 0) this.#outbox.splice(at, 1);
    } else if (this.replica.receive(message) === 'gap') {
      this.#say({ kind: 'again', position: this.replica.position });
    }
  }

  #say(message: ClientMessage): void {
    this.#socket?.up.push(JSON.stringify(message));
  }
}

function overWire<T>(value: T): T {
  return JSON.parse(JSON.stringify(value)) as T;
}
