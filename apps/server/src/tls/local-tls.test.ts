import { readFile, stat } from 'node:fs/promises';
import { createServer } from 'node:https';
import { isIP } from 'node:net';
import { join } from 'node:path';
import { connect } from 'node:tls';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { removeDir, tempDir } from '../testing/server.ts';
import { LEAF_DAYS, issueLeaf, readLeaf } from './issue.ts';
import { openLocalTls, type LocalTls } from './local-tls.ts';

const DAY = 24 * 3_600_000;
const NOW = Date.now();
let dir: string;
beforeEach(async () => {
  dir = await tempDir();
});
afterEach(() => removeDir(dir));

const open = (addresses: string[], now = NOW, publicHost?: string): Promise<LocalTls> =>
  openLocalTls({
    dataDir: dir,
    hostname: 'Hall-PC',
    addresses: () => addresses,
    now: () => now,
    ...(publicHost === undefined ? {} : { publicHost }),
  });
const names = ({ issued, authority }: LocalTls): string[] => readLeaf(issued.cert, authority).names;
/** Whether a device that trusts the authority goes on to a server of that name. */
const trusts = async (issued: { cert: string; key: string }, authority: string, name: string): Promise<string> => {
  const server = createServer(issued);
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done));
  const { port } = server.address() as { port: number };
  const said = await new Promise<string>((done) => {
    const socket = connect({
      port,
      host: '127.0.0.1',
      ca: authority,
      servername: '',
      checkServerIdentity: () => undefined,
    });
    socket.once('secureConnect', () => {
      const raw = socket.getPeerX509Certificate();
      const fits = isIP(name) ? raw?.checkIP(name) : raw?.checkHost(name);
      done(fits === undefined ? 'another name' : 'trusted');
      socket.destroy();
    });
    socket.once('error', (error: Error) => done(error.message));
  });
  server.close();
  return said;
};

test('a device that trusts the authority trusts the certificate at every address and name of the machine', async () => {
  const tls = await open(['192.168.1.20', 'fd00::20'], NOW, 'hall.example.org');
  for (const name of ['localhost', 'hall-pc', 'hall-pc.local', 'hall.example.org', '127.0.0.1', '192.168.1.20'])
    expect(await trusts(tls.issued, tls.authority, name)).toBe('trusted');
  expect(await trusts(tls.issued, tls.authority, 'fd00::20')).toBe('trusted');
  expect(await trusts(tls.issued, tls.authority, '192.168.1.21')).toBe('another name');
  expect(tls.fingerprint).toMatch(/^([0-9A-F]{2}:){31}[0-9A-F]{2}$/);
});

test('the authority can vouch for local names and private addresses only, whatever is signed with its key', async () => {
  const tls = await open(['192.168.1.20']);
  const authority = { cert: tls.authority, key: await readFile(join(dir, 'tls/authority.key'), 'utf8') };
  const forged = await issueLeaf(authority, ['bank.example.com'], NOW);
  expect(await trusts(forged, tls.authority, 'bank.example.com')).toBe('permitted subtree violation');
  const public4 = await issueLeaf(authority, ['203.0.113.7'], NOW);
  expect(await trusts(public4, tls.authority, '203.0.113.7')).toBe('permitted subtree violation');
});

test('a start goes on with what is there; another address brings a new certificate under the same authority', async () => {
  const addresses = ['192.168.1.20'];
  const first = await open(addresses);
  const second = await open(addresses);
  expect(second.issued).toEqual(first.issued);
  expect(await second.look()).toBe(false);
  addresses[0] = '10.0.0.5';
  expect(await second.look()).toBe(true);
  expect(names(second)).toContain('10.0.0.5');
  expect(second.authority).toBe(first.authority);
  expect((await open(addresses)).issued).toEqual(second.issued);
});

test('it is renewed thirty days before its end', async () => {
  const first = await open(['192.168.1.20']);
  expect((await open(['192.168.1.20'], NOW + (LEAF_DAYS - 31) * DAY)).issued).toEqual(first.issued);
  const later = await open(['192.168.1.20'], NOW + (LEAF_DAYS - 29) * DAY);
  expect(later.issued).not.toEqual(first.issued);
  expect(later.authority).toBe(first.authority);
});

test('a name that came after the authority and is no local one is left out, not signed in vain', async () => {
  await open(['192.168.1.20']);
  const later = await open(['203.0.113.7', '192.168.1.20'], NOW, 'hall.example.org');
  expect(names(later)).not.toContain('203.0.113.7');
  expect(names(later)).not.toContain('hall.example.org');
});

test('keys are for this user alone', async () => {
  await open([]);
  for (const name of ['authority.key', 'server.key'])
    expect((await stat(join(dir, 'tls', name))).mode & 0o077).toBe(
      process.platform === 'win32' ? expect.anything() : 0,
    );
});
