import type { AudienceView, MeView, Role } from '@rostrum/domain';
import { PROTOCOL_VERSION, type Bootstrap, type ViewOf } from '@rostrum/protocol';
import type { Patch } from '@rostrum/sync';
import { beforeEach } from 'vitest';
import { Connection } from '../connection.svelte.ts';
import { FakePage } from './fake-parts.ts';
import { FakeServer } from './fake-server.ts';
import { FakeTimers } from './fake-timers.ts';

/** What the HTML of a screen carries. */
export const bootstrap = <R extends Role>(role: R, view: object, more: Partial<Bootstrap<R>> = {}): Bootstrap<R> => ({
  session: 's1',
  run: 2,
  role,
  protocol: PROTOCOL_VERSION,
  build: 'b1',
  participant: 'p1',
  view: { revision: 90, data: view as ViewOf[R] },
  serverNow: 999_000,
  origin: 'http://hall',
  language: 'zh',
  video: { state: 'off' },
  ...more,
});
const me: MeView = { participant: 'p1', roles: {}, questions: {}, votes: {}, ballots: {} };
export const audience = (view: Partial<AudienceView> = { current: 't1' }): Bootstrap<'audience'> =>
  bootstrap('audience', view, { me: { revision: 80, data: me } });
export const host = (): Bootstrap<'host'> => bootstrap('host', { current: 't1' });

/** A server of a test's own, and a page that may be started on it. */
export interface Line {
  readonly timers: FakeTimers;
  readonly server: FakeServer;
  readonly page: FakePage;
  /** Sends a patch of a view to the page. `belongs`: the role's revision that a personal one comes with. */
  patch(from: number, to: number, change: Patch, view?: 'role' | 'me', belongs?: number): void;
  /** The connection of a page that has been open for a moment. */
  started<R extends Role>(from: Bootstrap<R>, on?: FakePage): Promise<Connection<R>>;
}

/** A new one for each test; to be called at the top of a file. */
export const lineForEach = (): Line => {
  const line = {} as Line;
  beforeEach(() => void Object.assign(line, newLine()));
  return line;
};

const newLine = (): Line => {
  const timers = new FakeTimers();
  const server = new FakeServer(timers);
  const page = new FakePage(server);
  return {
    timers,
    server,
    page,
    patch: (from, to, change, view = 'role', belongs) =>
      server.view({ kind: 'patch', view, from, to, patch: change, ...(belongs !== undefined && { with: belongs }) }),
    started: async (from, on = page) => {
      const connection = new Connection(from, () => on.parts);
      connection.start();
      await timers.pass(50);
      return connection;
    },
  };
};
