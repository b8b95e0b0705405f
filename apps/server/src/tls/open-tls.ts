import { readFile } from 'node:fs/promises';
import { hostname } from 'node:os';
import { Router } from 'express';
import type { Config } from '../config.ts';
import { lanAddresses } from '../network/lan.ts';
import type { Report } from '../report.ts';
import { certificateRouter } from './certificate-page.ts';
import type { Issued } from './issue.ts';
import { openLocalTls } from './local-tls.ts';

const LOOK_EVERY = 60_000;

/** How this server proves who it is, by its settings. */
export interface Tls {
  /** With `TLS=auto`: what to serve with at first. */
  readonly issued?: Issued;
  readonly fingerprint?: string;
  /** The certificate (PEM) by which the command line on this machine knows the server; absent over plain HTTP. */
  readonly trusted?: string;
  /** Where devices fetch what they are to trust; empty without `TLS=auto`. */
  readonly router: Router;
  /** Hands on each new certificate; answers how to stop. */
  watch(renew: (issued: Issued) => void): () => void;
}

export const openTls = async (config: Config, report: Report): Promise<Tls> => {
  const nothing = { router: Router(), watch: () => () => undefined };
  if (config.tls === undefined) return nothing;
  // Whether the files are what they should be, `listen` says.
  if (config.tls !== 'auto') {
    const trusted = await readFile(config.tls.cert, 'utf8').catch(() => undefined);
    return { ...nothing, ...(trusted === undefined ? {} : { trusted }) };
  }
  const local = await openLocalTls({
    dataDir: config.dataDir,
    hostname: hostname(),
    ...(config.publicUrl === undefined ? {} : { publicHost: new URL(config.publicUrl).hostname }),
    addresses: () => lanAddresses().map((one) => one.address),
    now: Date.now,
  });
  return {
    issued: local.issued,
    fingerprint: local.fingerprint,
    trusted: local.authority,
    router: certificateRouter(local),
    watch: (renew) => {
      const look = (): void =>
        void local.look().then(
          (renewed) => renewed && renew(local.issued),
          (error: unknown) => report(error, 'tls'),
        );
      const timer = setInterval(look, LOOK_EVERY);
      return () => clearInterval(timer);
    },
  };
};
