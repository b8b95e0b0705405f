import 'reflect-metadata';
import { createPrivateKey, webcrypto, X509Certificate as NodeCertificate } from 'node:crypto';
import { isIP } from 'node:net';
import * as x509 from '@peculiar/x509';
import { nameConstraints, type Permitted } from './name-constraints.ts';

/** A certificate and its key, both PEM. */
export interface Issued {
  readonly cert: string;
  readonly key: string;
}

const DAY = 24 * 3_600_000;
const CURVE = { name: 'ECDSA', namedCurve: 'P-256', hash: 'SHA-256' };
/** Browsers refuse longer ones, of an authority of one's own too (Apple: 825 days). */
export const LEAF_DAYS = 397;
const AUTHORITY_DAYS = 3_650;
/** Devices' clocks stand a little apart. */
const BEFORE = DAY;

const newKeys = () => webcrypto.subtle.generateKey(CURVE, true, ['sign', 'verify']);
const pemOf = async (key: webcrypto.CryptoKey): Promise<string> =>
  x509.PemConverter.encode(await webcrypto.subtle.exportKey('pkcs8', key), 'PRIVATE KEY') + '\n';
const serial = (): string =>
  Buffer.from(webcrypto.getRandomValues(new Uint8Array(15)))
    .toString('hex')
    .replace(/^/, '4a');

/** An authority that can vouch for what is `permitted` only, however its key may be misused. */
export const issueAuthority = async (name: string, permitted: Permitted, now: number): Promise<Issued> => {
  const keys = await newKeys();
  const cert = await x509.X509CertificateGenerator.createSelfSigned({
    serialNumber: serial(),
    name: [{ CN: [name] }, { O: ['Rostrum'] }],
    notBefore: new Date(now - BEFORE),
    notAfter: new Date(now + AUTHORITY_DAYS * DAY),
    signingAlgorithm: CURVE,
    keys,
    extensions: [
      new x509.BasicConstraintsExtension(true, 0, true),
      new x509.KeyUsagesExtension(x509.KeyUsageFlags.keyCertSign | x509.KeyUsageFlags.cRLSign, true),
      await x509.SubjectKeyIdentifierExtension.create(keys.publicKey),
      new x509.Extension('2.5.29.30', true, nameConstraints(permitted)),
    ],
  });
  return { cert: cert.toString('pem') + '\n', key: await pemOf(keys.privateKey) };
};

/** A server's certificate for these host names and addresses, with the authority's behind it. */
export const issueLeaf = async (authority: Issued, names: readonly string[], now: number): Promise<Issued> => {
  const keys = await newKeys();
  const above = new x509.X509Certificate(authority.cert);
  const signingKey = await webcrypto.subtle.importKey(
    'pkcs8',
    createPrivateKey(authority.key).export({ type: 'pkcs8', format: 'der' }),
    CURVE,
    false,
    ['sign'],
  );
  const cert = await x509.X509CertificateGenerator.create({
    serialNumber: serial(),
    subject: [{ CN: ['Rostrum'] }],
    issuer: above.subject,
    notBefore: new Date(now - BEFORE),
    notAfter: new Date(Math.min(now + LEAF_DAYS * DAY, above.notAfter.getTime())),
    signingAlgorithm: CURVE,
    publicKey: keys.publicKey,
    signingKey,
    extensions: [
      new x509.BasicConstraintsExtension(false, undefined, true),
      new x509.KeyUsagesExtension(x509.KeyUsageFlags.digitalSignature, true),
      new x509.ExtendedKeyUsageExtension([x509.ExtendedKeyUsage.serverAuth]),
      new x509.SubjectAlternativeNameExtension(
        names.map((value) => ({ type: isIP(value) ? ('ip' as const) : ('dns' as const), value })),
      ),
      await x509.AuthorityKeyIdentifierExtension.create(above.publicKey),
    ],
  });
  return { cert: `${cert.toString('pem')}\n${authority.cert}`, key: await pemOf(keys.privateKey) };
};

/** What is read of a certificate: the names that it vouches for, its end, and whether the authority gave it. */
export const readLeaf = (leaf: string, authority: string): { names: string[]; until: number; ours: boolean } => {
  const cert = new NodeCertificate(leaf);
  const names = (cert.subjectAltName ?? '')
    .split(', ')
    .map((one) => one.replace(/^(DNS|IP Address):/, ''))
    .filter((one) => one !== '');
  const above = new NodeCertificate(authority);
  return { names, until: cert.validToDate.getTime(), ours: cert.checkIssued(above) && cert.verify(above.publicKey) };
};
