import type { Position, ViewMessage } from '../messages.ts';
import { nextPublishAt } from '../pace.ts';
import type { Random } from '../random.ts';
import { ViewChain } from '../view-chain.ts';
import type { Published } from '../view-chain.ts';
import { evolve, meView, NOTHING, roleView } from './toy.ts';
import type { MeView, RoleView, ToyEvent, ToyState } from './toy.ts';

/** Defects that can be planted, to see that the fuzz finds them. */
export type Defect =
  'snapshot-of-unpublished' | 'no-with' | 'answers-too-early' | 'upto-of-unpublished' | 'upto-before-answer';

/** What a client says to a node. */
export type ClientMessage =
  | { kind: 'hello'; client: string; position: Position }
  | { kind: 'again'; position: Position }
  | { kind: 'vote'; command: string };

export type NodeMessage = ViewMessage | { kind: 'ack'; command: string; revision: number };

/** The node's end of one connection. */
export interface Peer {
  send(message: NodeMessage): void;
}

interface Member {
  client: string;
  peer: Peer;
  /** What it named and has not been answered yet. */
  asked: Position | undefined;
  /** The highest acknowledgement that no `upto` has covered yet. */
  owed: number;
}

/** One server of two: follows the shared log at its own pace and publishes when its own coalescing says so. */
export class ToyNode {
  readonly #log: ToyEvent[];
  readonly #defect: Defect | undefined;
  #followed = 0;
  #state: ToyState = NOTHING;
  #published = 0;
  #publishedState: ToyState = NOTHING;
  #lastPublishedAt: number | undefined;
  readonly #role = new ViewChain<RoleView>(roleView(NOTHING), 0, 4);
  readonly #me = new Map<string, ViewChain<MeView>>();
  readonly #members = new Set<Member>();

  constructor(log: ToyEvent[], defect?: Defect) {
    this.#log = log;
    this.#defect = defect;
  }

  /** Both snapshots as a page's HTML carries them. */
  html(client: string): ViewMessage[] {
    return [this.#snapshot('role', client), this.#snapshot('me', client)];
  }

  join(client: string, position: Position, peer: Peer): Member {
    const member: Member = { client, peer, asked: position, owed: 0 };
    this.#members.add(member);
    this.#answer(member);
    return member;
  }

  leave(member: Member): void {
    this.#members.delete(member);
    if (![...this.#members].some(({ client }) => client === member.client)) this.#me.delete(member.client);
  }

  receive(member: Member, message: Exclude<ClientMessage, { kind: 'hello' }>): void {
    if (message.kind === 'again') {
      member.asked = message.position;
      this.#answer(member);
      return;
    }
    const same = (event: ToyEvent) => event.kind === 'vote' && event.command === message.command;
    const known = this.#log.findIndex(same);
    if (known < 0) this.#log.push({ kind: 'vote', client: member.client, command: message.command });
    const revision = known < 0 ? this.#log.length : known + 1;
    member.peer.send({ kind: 'ack', command: message.command, revision });
    member.owed = Math.max(member.owed, revision);
    this.#settle(member);
  }

  follow(random: Random): void {
    this.#followTo(Math.min(this.#log.length, this.#followed + random.below(5)));
  }

  followAll(): void {
    this.#followTo(this.#log.length);
  }

  publishIfDue(now: number): void {
    const due = this.#followed > this.#published && now >= nextPublishAt(this.#lastPublishedAt, now);
    if (!due) return;
    this.#lastPublishedAt = now;
    this.#published = this.#followed;
    this.#publishedState = this.#state;
    const role = this.#role.publish(roleView(this.#state), this.#published);
    for (const [client, chain] of this.#me) {
      const me = chain.publish(meView(this.#state, client), this.#published);
      if (!me) continue;
      const belongs = this.#defect === 'no-with' ? {} : { with: this.#role.revision };
      for (const member of this.#members) {
        if (member.client === client) member.peer.send({ kind: 'patch', view: 'me', ...me, ...belongs });
      }
    }
    for (const member of this.#members) {
      if (role) member.peer.send({ kind: 'patch', view: 'role', ...role });
      if (this.#defect === 'upto-before-answer') this.#settle(member);
      this.#answer(member);
      this.#settle(member);
    }
  }

  #followTo(revision: number): void {
    for (const event of this.#log.slice(this.#followed, revision)) this.#state = evolve(this.#state, event);
    this.#followed = revision;
  }

  /** From the position on, once this node has published at least what the client has seen. */
  #answer(member: Member): void {
    const position = member.asked;
    if (!position || (position.seen > this.#published && this.#defect !== 'answers-too-early')) return;
    member.asked = undefined;
    const steps = (view: 'role' | 'me', since: readonly Published[] | undefined) => {
      if (!since) member.peer.send(this.#snapshot(view, member.client));
      for (const step of since ?? []) member.peer.send({ kind: 'patch', view, ...step });
    };
    steps('role', this.#role.since(position.role));
    steps('me', this.#meOf(member.client).since(position.me));
    member.peer.send({ kind: 'upto', revision: this.#published });
  }

  /** Nothing is promised to one whose position has not been answered: what it lacks has not been sent yet. */
  #settle(member: Member): void {
    if (member.asked && this.#defect !== 'upto-before-answer') return;
    const covered = this.#defect === 'upto-of-unpublished' ? this.#log.length : this.#published;
    if (member.owed === 0 || member.owed > covered) return;
    member.owed = 0;
    member.peer.send({ kind: 'upto', revision: covered });
  }

  #meOf(client: string): ViewChain<MeView> {
    const known = this.#me.get(client);
    if (known) return known;
    const chain = new ViewChain(meView(this.#publishedState, client), this.#published, 4);
    this.#me.set(client, chain);
    return chain;
  }

  #snapshot(view: 'role' | 'me', client: string): ViewMessage {
    const chain = view === 'role' ? this.#role : this.#meOf(client);
    if (this.#defect !== 'snapshot-of-unpublished') return { kind: 'snapshot', view, ...chain.snapshot() };
    const data = view === 'role' ? roleView(this.#state) : meView(this.#state, client);
    return { kind: 'snapshot', view, revision: chain.revision, data };
  }
}

export type { Member };
