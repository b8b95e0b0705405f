import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { WorkspaceCommand } from '@rostrum/domain';
import { BRIDGE, type Answer, type Caller, type OrganiserView, type ServerBridge } from '@rostrum/protocol';
import type { RequestHandler } from 'express';
import { readConfig } from '../config.ts';
import type { WebApp } from '../http/web-app.ts';
import { start, type Running } from '../main.ts';

/** Where the pages would be: the server alone is what these tests are about. */
const noPages = (): WebApp => {
  const handler: RequestHandler = (_request, response) => void response.status(404).send('no pages');
  return { handler, close: () => Promise.resolve() };
};

export interface TestServer {
  readonly dir: string;
  readonly running: Running;
  readonly bridge: ServerBridge;
  /** `http://127.0.0.1:<port>`. */
  readonly origin: string;
  /** The `cookie` header of a signed-in owner. */
  readonly owner: string;
  caller(cookie?: string): Caller;
  post(path: string, body?: unknown, cookie?: string): Promise<{ status: number; body: Record<string, unknown> }>;
  get(path: string, cookie?: string): Promise<{ status: number; body: Record<string, unknown> }>;
  command(command: WorkspaceCommand): Promise<Answer>;
  view(): Promise<OrganiserView>;
  /** Ends the server; its folder stays for the next. */
  stop(): Promise<void>;
}

export const tempDir = (): Promise<string> => mkdtemp(join(tmpdir(), 'rostrum-'));
export const removeDir = (dir: string): Promise<void> => rm(dir, { recursive: true, force: true });

/** A real server on a free port of the loopback, on a folder of its own or on the one given, with its owner signed in. */
export const startServer = async (given: Readonly<Record<string, string>> = {}): Promise<TestServer> => {
  const dir = given['DATA_DIR'] ?? (await tempDir());
  const settings = { HOST: '127.0.0.1', PORT: '0', LOG_LEVEL: 'error', VIDEO: 'off', DATA_DIR: dir, ...given };
  const running = await start(readConfig(settings, dir), '0.0.0', noPages());
  const bridge = (globalThis as { [BRIDGE]?: ServerBridge })[BRIDGE]!;
  const origin = `http://127.0.0.1:${running.port}`;
  const caller = (cookie = ''): Caller => ({ cookie, address: '127.0.0.1', origin });
  const token = (await running.ownerLink()).split('/owner/')[1]!;
  const opened = await bridge.openOwnerLink(token, caller());
  if (!opened.ok) throw new Error(opened.code);
  const owner = `${opened.cookie.name}=${opened.cookie.value}`;
  const ask = async (path: string, init: RequestInit) => {
    const response = await fetch(`${origin}${path}`, init);
    return { status: response.status, body: (await response.json()) as Record<string, unknown> };
  };
  const post: TestServer['post'] = (path, body = {}, cookie = owner) =>
    ask(path, { method: 'POST', headers: { cookie, 'content-type': 'application/json' }, body: JSON.stringify(body) });
  return {
    dir,
    running,
    bridge,
    origin,
    owner,
    caller,
    post,
    get: (path, cookie = owner) => ask(path, { headers: { cookie } }),
    command: async (command) => (await post('/workspace/commands', { command })).body as unknown as Answer,
    view: async () => {
      const page = await bridge.organiser(caller(owner));
      if (!page.ok) throw new Error(page.reason);
      return page.view;
    },
    stop: () => running.close(),
  };
};
