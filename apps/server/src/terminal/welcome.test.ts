import { execFileSync } from 'node:child_process';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { removeDir, startServer, tempDir } from '../testing/server.ts';
import { printWelcome } from './welcome.ts';

const said = async (origin: string, here: string): Promise<string> => {
  let text = '';
  const running = { origin, here, ownerLink: () => Promise.resolve(`${origin}/owner/token`) };
  await printWelcome(running, { write: (part) => (text += part) });
  return text;
};

test('the owner’s link stands for others and, where that differs, for this machine', async () => {
  const text = await said('https://rostrum.example.org', 'http://localhost:3000');
  expect(text).toContain('https://rostrum.example.org/owner/token');
  expect(text).toContain('http://localhost:3000/owner/token');
  expect(await said('http://localhost:3000', 'http://localhost:3000')).not.toContain('本机');
});

test('with a certificate this machine’s own address is https as well', async () => {
  const dir = await tempDir();
  const [cert, key] = [join(dir, 'cert.pem'), join(dir, 'key.pem')];
  const make = ['req', '-x509', '-newkey', 'rsa:2048', '-nodes', '-days', '2', '-subj', '/CN=localhost'];
  execFileSync('openssl', [...make, '-keyout', key, '-out', cert], { stdio: 'ignore' });
  const server = await startServer({ TLS_CERT: cert, TLS_KEY: key });
  expect(server.running.here).toBe(`https://localhost:${server.running.port}`);
  await server.stop();
  await removeDir(server.dir);
  await removeDir(dir);
});
