import { createHash, X509Certificate } from 'node:crypto';
import { mkdir, readFile, rename, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Issued } from './issue.ts';
import { isPermitted, type Permitted } from './name-constraints.ts';

/** A certificate is made anew when it has fewer days left than these. */
const RENEW = 30 * 24 * 3_600_000;
const HOST = /^(?=.{1,253}$)[a-z0-9]([a-z0-9-]*[a-z0-9])?(\.[a-z0-9]([a-z0-9-]*[a-z0-9])?)*$/;

export interface LocalTlsTools {
  readonly dataDir: string;
  /** The machine's own name. */
  readonly hostname: string;
  readonly publicHost?: string;
  /** The machine's addresses on its networks, now. */
  addresses(): readonly string[];
  now(): number;
}

export interface LocalTls {
  /** The certificate (with the authority's behind it) and key to serve with. */
  readonly issued: Issued;
  /** The authority's certificate, PEM: what devices are told to trust. */
  readonly authority: string;
  /** SHA-256 of it, as devices show it. */
  readonly fingerprint: string;
  /** Makes a new certificate when the addresses have changed or the end is near; whether it did. */
  look(): Promise<boolean>;
}

/**
 * A certificate of the installation's own, for `TLS=auto`: an authority that is made once and that devices can be told to
 * trust, and under it a certificate for what this machine is called now. Both lie in `DATA_DIR/tls`.
 */
export const openLocalTls = async (tools: LocalTlsTools): Promise<LocalTls> => {
  const folder = join(tools.dataDir, 'tls');
  await mkdir(folder, { recursive: true, mode: 0o700 });
  // Loaded only where it is used: it is the largest part of a start.
  const { issueAuthority, issueLeaf, readLeaf } = await import('./issue.ts');
  const names = (): string[] => {
    const hostname = tools.hostname.toLowerCase();
    const hosts = ['localhost', hostname, ...(hostname.includes('.') ? [] : [`${hostname}.local`]), tools.publicHost];
    const valid = hosts.filter((one): one is string => one !== undefined && HOST.test(one));
    return [...new Set([...valid, '127.0.0.1', '::1', ...tools.addresses()])];
  };
  const own = ['localhost', tools.hostname.toLowerCase(), tools.publicHost ?? ''].filter((one) => HOST.test(one));
  const wanted: Permitted = { hosts: own, addresses: tools.addresses().filter((one) => !isPermitted(one, NOTHING)) };

  let permitted = wanted;
  let authority = await readPair(folder, 'authority');
  if (authority) permitted = JSON.parse(await readFile(join(folder, 'permitted.json'), 'utf8')) as Permitted;
  else {
    authority = await issueAuthority(`Rostrum ${tools.hostname}`, wanted, tools.now());
    await write(folder, 'permitted.json', JSON.stringify(wanted));
    await writePair(folder, 'authority', authority);
  }
  const above = authority;
  const due = (): string[] => names().filter((one) => isPermitted(one, permitted));
  const fits = ({ cert }: Issued): boolean => {
    const { names: has, until, ours } = readLeaf(cert, above.cert);
    const same = (a: string): string => (a.includes(':') ? new URL(`http://[${a}]`).hostname : a);
    const known = new Set(has.map((one) => (one.includes(':') ? same(one) : one)));
    return ours && until - tools.now() > RENEW && due().every((one) => known.has(same(one)));
  };
  const renew = async (): Promise<Issued> => {
    const made = await issueLeaf(above, due(), tools.now());
    await writePair(folder, 'server', made);
    return made;
  };
  const kept = await readPair(folder, 'server');
  let issued = kept && fits(kept) ? kept : await renew();
  return {
    get issued() {
      return issued;
    },
    authority: above.cert,
    fingerprint: fingerprintOf(above.cert),
    look: async () => {
      if (fits(issued)) return false;
      issued = await renew();
      return true;
    },
  };
};

const NOTHING: Permitted = { hosts: [], addresses: [] };

const fingerprintOf = (pem: string): string =>
  (createHash('sha256').update(new X509Certificate(pem).raw).digest('hex').toUpperCase().match(/../g) ?? []).join(':');

/** Undefined when one of the two is not there. */
const readPair = async (folder: string, name: string): Promise<Issued | undefined> => {
  const [cert, key] = await Promise.all(
    [`${name}.crt`, `${name}.key`].map((file) => readFile(join(folder, file), 'utf8').catch(() => undefined)),
  );
  return cert !== undefined && key !== undefined ? { cert, key } : undefined;
};
const writePair = async (folder: string, name: string, { cert, key }: Issued): Promise<void> => {
  await write(folder, `${name}.key`, key);
  await write(folder, `${name}.crt`, cert);
};
/** Whole or not at all, and for this user alone. */
const write = async (folder: string, name: string, text: string): Promise<void> => {
  const temporary = join(folder, `${name}.${process.pid}`);
  await writeFile(temporary, text, { mode: 0o600 });
  await rename(temporary, join(folder, name));
};
