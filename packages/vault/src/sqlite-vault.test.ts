import { mkdtemp, readdir, readFile, rm, stat } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { describeVault } from './contract.ts';
import { openKeyFile, readPragma } from './sqlite-keys.ts';
import { openSqliteVault } from './sqlite-vault.ts';

describeVault('SQLite', async () => {
  const dir = await mkdtemp(join(tmpdir(), 'vault-'));
  return {
    open: () => openSqliteVault({ file: join(dir, 'vault.sqlite') }),
    dispose: () => rm(dir, { recursive: true, force: true }),
  };
});

describe('SQLite vault', () => {
  let dir: string;
  let file: string;
  beforeEach(async () => {
    dir = await mkdtemp(join(tmpdir(), 'vault-'));
    file = join(dir, 'vault.sqlite');
  });
  afterEach(() => rm(dir, { recursive: true, force: true }));
  const holds = async (bytes: Uint8Array | undefined) => {
    const contents = await Promise.all((await readdir(dir)).map((name) => readFile(join(dir, name))));
    return contents.some((content) => bytes !== undefined && content.includes(Buffer.from(bytes)));
  };

  it('opens its file so that a key is on the disk when it is given out', () => {
    const database = openKeyFile(file);
    const names = ['journal_mode', 'synchronous', 'fullfsync', 'checkpoint_fullfsync', 'secure_delete'];
    expect(names.map((name) => readPragma(database, name))).toEqual(['wal', 2, 1, 1, 1]);
    database.close();
  });

  it('lets nobody but the owner read any of its files', async () => {
    const vault = await openSqliteVault({ file });
    await vault.personKey('p1');
    const names = await readdir(dir);
    expect(names.sort()).toEqual(['vault.sqlite', 'vault.sqlite-shm', 'vault.sqlite-wal']);
    for (const name of names) expect((await stat(join(dir, name))).mode & 0o777).toBe(0o600);
    await vault.close();
  });

  it('overwrites a forgotten key in every file, among many others', async () => {
    const vault = await openSqliteVault({ file });
    const keys = await Promise.all(Array.from({ length: 400 }, (_, n) => vault.personKey(`p${n}`)));
    expect(await holds(keys[123])).toBe(true);
    await vault.forgetPerson('p123');
    expect(await holds(keys[123])).toBe(false);
    expect(await holds(keys[124])).toBe(true);
    await vault.close();
    expect(await holds(keys[123])).toBe(false);
    expect(await holds(keys[124])).toBe(true);
  });

  it('says so when it cannot be opened, and when its file is no vault', async () => {
    await expect(openSqliteVault({ file: join(dir, 'missing', 'vault.sqlite') })).rejects.toMatchObject({
      name: 'VaultUnavailable',
    });
    const database = openKeyFile(file);
    database.exec('PRAGMA user_version = 99');
    database.close();
    await expect(openSqliteVault({ file })).rejects.toThrow('schema 99');
  });
});
