import { once } from 'node:events';
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { removeDir, tempDir } from '../testing/server.ts';
import { listen } from './listen.ts';

let dir: string;
beforeEach(async () => {
  dir = await tempDir();
});
afterEach(() => removeDir(dir));
const host = '127.0.0.1';

test('a port that is in use is refused by name', async () => {
  const { server, port, close } = await listen({ host, port: 0 });
  await expect(listen({ host, port })).rejects.toThrow(`PORT=${port} cannot be: a port that nothing else uses`);
  close();
  await once(server, 'close');
  (await listen({ host, port })).close();
});
test('an address that this machine does not have, or that is none, is refused as HOST', async () => {
  await expect(listen({ host: '203.0.113.77', port: 0 })).rejects.toThrow('HOST=203.0.113.77 cannot be: an address of');
  await expect(listen({ host: 'no.such.host.invalid', port: 0 })).rejects.toThrow(
    'HOST=no.such.host.invalid cannot be',
  );
});
test('a certificate or key that is not there, or is none, is refused by the name of its setting', async () => {
  const [cert, key] = [join(dir, 'cert.pem'), join(dir, 'key.pem')];
  await expect(listen({ host, port: 0, tls: { cert, key } })).rejects.toThrow(`TLS_CERT=${cert} cannot be: a PEM file`);
  await writeFile(cert, 'not a certificate');
  await expect(listen({ host, port: 0, tls: { cert, key } })).rejects.toThrow(`TLS_KEY=${key} cannot be: a PEM file`);
  await writeFile(key, 'not a key');
  await expect(listen({ host, port: 0, tls: { cert, key } })).rejects.toThrow(
    `TLS_CERT=${cert} cannot be: a certificate`,
  );
});
