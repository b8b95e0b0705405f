import { request as httpRequest } from 'node:http';
import { request as httpsRequest, type RequestOptions } from 'node:https';
import { LOCAL_SECRET_HEADER } from '../http/local-router.ts';
import type { LocalSecret } from './local-secret.ts';

/** The server that runs here did not answer, or not with a link. */
export class LocalServerSilent extends Error {
  override readonly name = 'LocalServerSilent';
}
const TIMEOUT = 5_000;
const ANSWER_LIMIT = 10_000;

/** Asks the server at this address, on this machine, for a new owner link. Throws `LocalServerSilent`. */
export const askForOwnerLink = async (address: string, local: LocalSecret): Promise<string> => {
  const text = await post(new URL('/local/owner-link', address), local);
  const url = urlIn(text);
  if (url === undefined) throw new LocalServerSilent(`${address}: ${text.slice(0, 200)}`);
  return url;
};

const post = (url: URL, { secret, certificate }: LocalSecret): Promise<string> =>
  new Promise((done, fail) => {
    const options: RequestOptions = {
      method: 'POST',
      headers: { [LOCAL_SECRET_HEADER]: secret },
      timeout: TIMEOUT,
      // Its certificate names the public address: here it is known by itself, and the secret goes to nobody else.
      ...(certificate === undefined
        ? {}
        : { ca: certificate, allowPartialTrustChain: true, checkServerIdentity: () => undefined }),
    };
    const asked = (url.protocol === 'https:' ? httpsRequest : httpRequest)(url, options, (response) => {
      let text = '';
      response.setEncoding('utf8');
      response.on('data', (part: string) => {
        text += part;
        if (text.length > ANSWER_LIMIT) asked.destroy(new Error('too long an answer'));
      });
      response.on('end', () => done(text));
      response.on('error', failed);
    });
    const failed = (error: Error): void => fail(new LocalServerSilent(`${url.origin}: ${reasonOf(error)}`));
    asked.on('timeout', () => asked.destroy(new Error('no answer within 5 s')));
    asked.on('error', failed);
    asked.end();
  });

/** Where a name has several addresses, each has its own reason and the whole has none. */
const reasonOf = (error: Error): string =>
  error instanceof AggregateError ? error.errors.map((one) => (one as Error).message).join(', ') : error.message;

const urlIn = (text: string): string | undefined => {
  try {
    const { ok, url } = JSON.parse(text) as { ok?: unknown; url?: unknown };
    return ok === true && typeof url === 'string' ? url : undefined;
  } catch {
    return undefined;
  }
};
