import type { ServerBridge } from '@rostrum/protocol';
import type { Locale } from '#lib/i18n/locale.svelte.ts';
import type { Scheme } from '#lib/design/scheme.ts';

declare global {
  namespace App {
    interface Locals {
      /** The way to the server's data. Absent only if Kit runs without Rostrum's server, which is an error. */
      bridge: ServerBridge;
      locale: Locale;
      scheme: Scheme;
    }
    interface Error {
      message: string;
      /** A key of the error page: which kind of trouble this is. */
      kind?: 'signed-out' | 'revoked' | 'not-found' | 'server-away' | 'trouble';
      /** What to quote when asking for help; the server logs it too. */
      reference?: string;
    }
  }
}

export {};
