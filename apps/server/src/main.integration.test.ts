import { execFileSync, spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { readFile } from 'node:fs/promises';
import { request } from 'node:http';
import { connect, createServer, type AddressInfo } from 'node:net';
import { join } from 'node:path';
import type { HostView, SessionCommand } from '@rostrum/domain';
import type { Answer, OrganiserView } from '@rostrum/protocol';
import { io, type Socket } from 'socket.io-client';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { cli } from './terminal/cli.ts';
import { readLocalSecret } from './terminal/local-secret.ts';
import { askForOwnerLink } from './terminal/local-client.ts';
import { removeDir, startServer, tempDir, type TestServer } from './testing/server.ts';

let dir: string;
const children: ChildProcess[] = [];
beforeEach(async () => {
  dir = await tempDir();
});
afterEach(async () => {
  for (const child of children.splice(0))
    if (child.exitCode === null && child.signalCode === null) child.kill('SIGKILL');
  await removeDir(dir);
});

/** The server as a process of its own; `said` resolves once it has printed this text, or ended. */
const launch = (environment: Record<string, string> = {}) => {
  const settings = { HOST: '127.0.0.1', PORT: '0', VIDEO: 'off', LOG_LEVEL: 'error', DATA_DIR: dir, ...environment };
  const child = spawn(process.execPath, [join(import.meta.dirname, 'testing/serve.ts')], {
    env: { ...process.env, ...settings },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  children.push(child);
  const output = { out: '', err: '' };
  child.stdout.setEncoding('utf8').on('data', (text: string) => (output.out += text));
  child.stderr.setEncoding('utf8').on('data', (text: string) => (output.err += text));
  const ended = once(child, 'close') as Promise<[number | null, string | null]>;
  const up = async (): Promise<{ origin: string; token: string }> => {
    while (!output.out.includes('Ctrl-C')) {
      if (child.exitCode !== null) throw new Error(`ended: ${output.err}`);
      await new Promise((done) => setTimeout(done, 20));
    }
    const [, origin, token] = /(http:\/\/localhost:\d+)\/owner\/(\S+)/.exec(output.out)!;
    return { origin: origin!.replace('localhost', '127.0.0.1'), token: token! };
  };
  return { child, output, ended, up };
};
const signIn = async (origin: string, token: string): Promise<string> => {
  const response = await fetch(`${origin}/test/owner/${token}`, { method: 'POST' });
  const { cookie } = (await response.json()) as { cookie: { name: string; value: string } };
  return `${cookie.name}=${cookie.value}`;
};

describe('one data folder, one process', () => {
  test('the second is refused, naming the first, in both languages; the first goes on', async () => {
    const first = launch();
    const { origin } = await first.up();
    const second = launch();
    expect(await second.ended).toEqual([1, null]);
    expect(second.output.out).toBe('');
    expect(second.output.err).toContain(`is in use by process ${first.child.pid!}`);
    expect(second.output.err).toContain(`at ${origin}`);
    expect(second.output.err).toContain('正被另一个进程使用');
    expect((await fetch(`${origin}/healthz`)).status).toBe(200);
  });
  test('after a kill the next takes over at once', async () => {
    const first = launch();
    await first.up();
    first.child.kill('SIGKILL');
    await first.ended;
    await launch().up();
  });
});

test('a port in use is refused by name, and nothing is left running or locked', async () => {
  const taken = createServer().listen(0, '127.0.0.1');
  await once(taken, 'listening');
  const { port } = taken.address() as AddressInfo;
  const refused = launch({ PORT: String(port) });
  expect(await refused.ended).toEqual([1, null]);
  expect(refused.output.err).toContain(`PORT=${port} cannot be: a port that nothing else uses`);
  taken.close();
  await once(taken, 'close');
  await launch({ PORT: String(port) }).up();
});

/** A workspace with the demo on a server of its own process, and who may see it. */
const prepare = async (origin: string, token: string): Promise<{ cookie: string; session: string }> => {
  const cookie = await signIn(origin, token);
  const headers = { cookie, 'content-type': 'application/json' };
  const command = { type: 'workspace.create', name: '青松街道', language: 'zh', owner: '周敏' };
  await fetch(`${origin}/workspace/commands`, { method: 'POST', headers, body: JSON.stringify({ command }) });
  const loaded = await fetch(`${origin}/workspace/demo`, { method: 'POST', headers });
  return { cookie, session: ((await loaded.json()) as { session: string }).session };
};

test.each(['SIGINT', 'SIGTERM'] as const)('%s ends everything, open connections included', async (signal) => {
  const server = launch();
  const { origin, token } = await server.up();
  const { cookie, session } = await prepare(origin, token);
  const socket = await connectHost({ origin, owner: cookie }, session);
  const farewell = new Promise((done) => socket.once('farewell', done));
  // A request that never ends, and a connection that says nothing.
  const hanging = request(`${origin}/workspace/commands`, {
    method: 'POST',
    headers: { cookie, 'content-type': 'application/json', 'content-length': '5' },
  });
  hanging.on('error', () => undefined);
  hanging.write('{');
  const silent = connect(Number(new URL(origin).port), '127.0.0.1');
  await once(silent, 'connect');
  server.child.kill(signal);
  expect(await server.ended).toEqual([0, null]);
  expect(await farewell).toEqual({ reason: 'server-stopping' });
  expect(server.output.err).toBe('');
  socket.close();
});

describe('a restart on the same folder', () => {
  test('after kill -9 the owner, the demo and its session are there', async () => {
    const first = launch();
    const before = await first.up();
    const { cookie, session } = await prepare(before.origin, before.token);
    first.child.kill('SIGKILL');
    await first.ended;
    const { origin } = await launch().up();
    const page = (await (await fetch(`${origin}/test/organiser`, { headers: { cookie } })).json()) as {
      ok: boolean;
      view: OrganiserView;
    };
    expect(page).toMatchObject({ ok: true, view: { workspace: { name: '青松街道', owner: '周敏' } } });
    expect(page.view.sessions.map((one) => one.session)).toEqual([session]);
    expect(page.view.sessions[0]!.talks[0]!.speaker).toBe('欧阳静怡');
  });

  test('a countdown that ran goes on as if nothing had been', async () => {
    let server = await startServer({ DATA_DIR: dir });
    await server.command({ type: 'workspace.create', name: 'Harbour College', language: 'en', owner: 'Miriam' });
    const { session } = (await server.post('/workspace/demo')).body as { session: string };
    const socket = await connectHost(server, session);
    const [talk] = (await server.view()).sessions[0]!.talks;
    await give(socket, { type: 'session.start' });
    await give(socket, { type: 'item.open', to: talk!.talk });
    await give(socket, { type: 'countdown.start', item: talk!.talk });
    // A screen's first picture is its view as last published: at most 50 ms behind.
    await expect.poll(() => clockOf(server, session)).toMatchObject({ item: talk!.talk, status: 'running' });
    const before = await clockOf(server, session);
    socket.close();
    await server.stop();
    server = await startServer({ DATA_DIR: dir });
    expect(await clockOf(server, session)).toEqual(before);
    expect((await server.view()).sessions[0]).toMatchObject({ status: 'live' });
    await server.stop();
  });
});

test('with TLS the command line trusts the server’s own certificate, and no other', async () => {
  const certificate = (name: string) => {
    const [cert, key] = [join(dir, `${name}.pem`), join(dir, `${name}.key`)];
    const asked = ['req', '-x509', '-newkey', 'ec', '-pkeyopt', 'ec_paramgen_curve:P-256', '-nodes', '-days', '2'];
    execFileSync('openssl', [...asked, '-subj', `/CN=${name}`, '-out', cert, '-keyout', key], { stdio: 'ignore' });
    return { TLS_CERT: cert, TLS_KEY: key };
  };
  const own = certificate('rostrum.example.org');
  const server = await startServer({ DATA_DIR: dir, ...own });
  let [out, err] = ['', ''];
  const write = (to: (text: string) => void) => ({ write: to });
  const settings = { DATA_DIR: dir, LOG_LEVEL: 'silent' };
  const code = await cli(
    ['owner'],
    settings,
    write((text) => (out += text)),
    write((text) => (err += text)),
  );
  expect([code, err]).toEqual([0, '']);
  expect(out).toContain('/owner/');
  const local = (await readLocalSecret(dir))!;
  const other = certificate('other.example.org');
  const wrong = { ...local, certificate: await readFile(other.TLS_CERT, 'utf8') };
  await expect(askForOwnerLink(`https://127.0.0.1:${server.running.port}`, wrong)).rejects.toThrow('self-signed');
  await server.stop();
});

const connectHost = async (server: Pick<TestServer, 'origin' | 'owner'>, session: string): Promise<Socket> => {
  const socket = io(server.origin, {
    path: `/s/${session}/host/socket/`,
    transports: ['websocket'],
    extraHeaders: { cookie: server.owner },
    auth: { protocol: 1 },
  });
  await new Promise((done, fail) => socket.once('connect', () => done(undefined)).once('connect_error', fail));
  return socket;
};
const give = async (socket: Socket, command: SessionCommand): Promise<void> => {
  const id = `press-${Math.random().toString(36).slice(2)}00000000`.slice(0, 20);
  const answer = (await socket
    .timeout(5_000)
    .emitWithAck('command', { id, run: 1, pressed: Date.now(), command })) as Answer;
  expect(answer).toMatchObject({ ok: true });
};
const clockOf = async (server: TestServer, session: string): Promise<HostView['projector']['clock']> => {
  const page = await server.bridge.bootstrap(session, 'host', server.caller(server.owner));
  if (!page.ok) throw new Error(page.reason);
  return page.bootstrap.view.data.projector.clock;
};

test('[PR4] what the server writes names nobody, no token and no text, at the most talkative level', async () => {
  const server = launch({ LOG_LEVEL: 'debug' });
  const { origin, token } = await server.up();
  const cookie = await signIn(origin, token);
  const post = (body: string) =>
    fetch(`${origin}/workspace/commands`, {
      method: 'POST',
      headers: { cookie, 'content-type': 'application/json' },
      body,
    });
  const create = { type: 'workspace.create', name: 'Zanzibar Hall', language: 'en', owner: 'Xanthippe' };
  await post(JSON.stringify({ command: create }));
  await post(JSON.stringify({ command: { type: 'member.add', members: [{ name: 'Ptolemy', unit: 'Quarry' }] } }));
  expect((await post('{"command": "Xanthippe asks')).status).toBe(400);
  await post(JSON.stringify({ command: { ...create, owner: 'Xanthippe '.repeat(40) } }));
  await fetch(`${origin}/l/${token}`);
  server.child.kill('SIGTERM');
  await server.ended;
  const secrets = ['Xanthippe', 'Ptolemy', 'Quarry', 'Zanzibar', token, cookie.split('=')[1]!];
  expect(secrets.filter((one) => server.output.err.includes(one))).toEqual([]);
});
