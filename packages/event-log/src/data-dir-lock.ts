import { mkdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { setTimeout as sleep } from 'node:timers/promises';

export interface DataDirHolder {
  pid: number;
  /** When it took the folder, epoch milliseconds. */
  since: number;
  /** Where it can be reached, once it listens. */
  address?: string;
}

export interface DataDirLock {
  /** Tells who comes later where this process can be reached. */
  announce(address: string): void;
  release(): void;
}

/** Another process works on this folder. */
export class DataDirInUse extends Error {
  override readonly name = 'DataDirInUse';
  readonly holder: DataDirHolder | undefined;

  constructor(dir: string, holder: DataDirHolder | undefined) {
    const who = holder
      ? `process ${holder.pid}, since ${new Date(holder.since).toISOString()}` +
        (holder.address === undefined ? '' : `, at ${holder.address}`)
      : 'another process';
    super(`${dir} is in use by ${who}`);
    this.holder = holder;
  }
}

/**
 * Makes this process the only one that works on the folder, or throws {@link DataDirInUse}. What locks is the kernel's
 * lock on a file, taken through SQLite: it is atomic, ends with the process however that ends (`kill -9`, power), and
 * holds between containers that share the folder, where a process id alone would mean nothing. A second file says who
 * holds it. Nothing in this process may open `lock.sqlite` by itself (to copy it, say): closing any descriptor of a file
 * gives up a process's POSIX locks on it.
 */
export async function lockDataDir(dir: string, options: { address?: string } = {}): Promise<DataDirLock> {
  mkdirSync(dir, { recursive: true });
  const infoFile = join(dir, 'lock.json');
  const lock = new DatabaseSync(join(dir, 'lock.sqlite'), { timeout: 0 });
  for (let attempt = 0; !tryLock(lock); attempt += 1) {
    // The holder writes its name just after it has locked: what is read at that moment may be its predecessor's.
    const holder = readHolder(infoFile);
    if ((holder && isAlive(holder.pid)) || attempt >= 20) {
      lock.close();
      throw new DataDirInUse(dir, holder);
    }
    await sleep(50);
  }

  const holder: DataDirHolder = { pid: process.pid, since: Date.now(), ...options };
  const write = () => {
    const temporary = `${infoFile}.${process.pid}`;
    writeFileSync(temporary, JSON.stringify(holder));
    renameSync(temporary, infoFile);
  };
  write();

  let held = true;
  const release = () => {
    if (!held) return;
    held = false;
    process.off('exit', release);
    rmSync(infoFile, { force: true });
    lock.close();
  };
  // Also keeps the connection, and with it the lock, from being collected as garbage.
  process.on('exit', release);
  return {
    announce: (address) => {
      holder.address = address;
      if (held) write();
    },
    release,
  };
}

function tryLock(lock: DatabaseSync): boolean {
  try {
    lock.exec('BEGIN EXCLUSIVE');
    return true;
  } catch (error) {
    const busy = error instanceof Error && 'errcode' in error && (Number(error.errcode) & 0xff) === 5;
    if (busy) return false;
    lock.close();
    throw error;
  }
}

function readHolder(file: string): DataDirHolder | undefined {
  try {
    const { pid, since, address } = JSON.parse(readFileSync(file, 'utf8')) as Partial<DataDirHolder>;
    if (typeof pid !== 'number' || typeof since !== 'number') return undefined;
    return typeof address === 'string' ? { pid, since, address } : { pid, since };
  } catch {
    return undefined;
  }
}

function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    // It lives when it is there but not ours to signal.
    return error instanceof Error && 'code' in error && error.code === 'EPERM';
  }
}
