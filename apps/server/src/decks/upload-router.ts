import { Readable } from 'node:stream';
import { Server } from '@tus/server';
import { Router, type Request as PageRequest, type Response as PageResponse } from 'express';
import type { Authority, Admitted } from '../authorise.ts';
import { admitted, refuseFile } from './admission.ts';
import { displayName } from './file-names.ts';
import { mayUpload } from './rights.ts';
import { UPLOAD_ID, type UploadStore } from './upload-store.ts';

const METHODS = ['POST', 'HEAD', 'PATCH', 'DELETE', 'OPTIONS'];
/** Unfinished uploads that one participant may have for a talk; the one longest untouched gives way. */
const UNFINISHED = 3;

export interface UploadRouterTools {
  readonly authority: Authority;
  readonly uploads: UploadStore;
  /** Bytes of one file. */
  readonly limit: number;
  newId(): string;
  /** All bytes of an upload have come. */
  finished(id: string): void;
  report(error: unknown, what: string): void;
}
/** A refusal as the protocol's server passes it on; `body` is one of our codes. */
class UploadRefused extends Error {
  override readonly name = 'UploadRefused';
  readonly status_code: number;
  readonly body: string;

  constructor(status: number, code: string) {
    super(code);
    this.status_code = status;
    this.body = code;
  }
}
const CODES: Readonly<Record<number, string>> = {
  404: 'no-such-upload',
  409: 'wrong-offset',
  410: 'no-such-upload',
  412: 'bad-upload',
  413: 'too-large',
};

/**
 * Uploads by the tus protocol under `/s/<session>/<role>/upload/`, for hosts and speakers. Who asks is checked at each
 * request; an upload is known only to who began it, in the role in which they did.
 */
export const uploadRouter = (tools: UploadRouterTools): Router => {
  const { authority, uploads } = tools;
  const callers = new WeakMap<Request, Admitted>();
  const tus = new Server({
    path: '/upload',
    datastore: uploads,
    maxSize: tools.limit,
    // Only our own pages upload; they need no leave.
    allowedOrigins: [],
    disableTerminationForFinishedUploads: true,
    namingFunction: () => tools.newId() + tools.newId(),
    // Without scheme and host: right behind any proxy.
    generateUrl: (request, { id }) => `${new URL(request.url).pathname.replace(/\/+$/, '')}/${id}`,
    getFileIdFromRequest: (_request, last) => (last !== undefined && UPLOAD_ID.test(last) ? last : undefined),
    onUploadCreate: async (request, upload) => {
      const caller = callers.get(request);
      const { talk, filename } = upload.metadata ?? {};
      if (!caller || !talk || upload.size === undefined) throw new UploadRefused(400, 'bad-upload');
      const may = mayUpload(caller.room.runtime.state, caller, talk);
      if (may !== 'yes') throw new UploadRefused(may === 'unknown-item' ? 404 : 403, may);
      const { session } = caller.room;
      await makeRoom(uploads, session, caller.participant, talk);
      const { role, participant } = caller;
      return { metadata: { session, role, participant, talk, filename: displayName(filename ?? '') } };
    },
    onUploadFinish: (_request, upload) => {
      tools.finished(upload.id);
      return Promise.resolve({});
    },
    onResponseError: (_request, error) => {
      if (!('status_code' in error)) {
        tools.report(error, 'upload');
        return new UploadRefused(500, 'server-error');
      }
      const own = /^[a-z-]+$/.test(error.body);
      if (error.status_code >= 500 && !own) tools.report(new Error(error.body.trim()), 'upload');
      return own
        ? error
        : new UploadRefused(
            error.status_code,
            CODES[error.status_code] ?? (error.status_code >= 500 ? 'server-error' : 'bad-upload'),
          );
    },
  });

  const router = Router();
  router.all('/s/:session/:role/upload{/:id}', async (request, response) => {
    const caller = await admitted(authority, request, response);
    if (!caller) return;
    const { id } = request.params;
    if (caller.role !== 'speaker' && caller.role !== 'host') refuseFile(response, 403, 'not-allowed');
    else if (!METHODS.includes(request.method)) refuseFile(response, 405, 'not-allowed');
    else if (id !== undefined && !(await mayContinue(uploads, caller, id))) refuseFile(response, 404, 'no-such-upload');
    else if (request.method === 'OPTIONS' || (id === undefined) === (request.method === 'POST'))
      await pass(tus, callers, caller, request, response);
    else refuseFile(response, 405, 'not-allowed');
  });
  return router;
};

const mayContinue = async (uploads: UploadStore, caller: Admitted, id: string): Promise<boolean> => {
  const known = await uploads.known(id);
  return (
    known?.session === caller.room.session &&
    known.participant === caller.participant &&
    known.role === caller.role &&
    mayUpload(caller.room.runtime.state, caller, known.talk) === 'yes'
  );
};

const makeRoom = async (uploads: UploadStore, session: string, participant: string, talk: string): Promise<void> => {
  const same = (await uploads.all()).filter(
    (one) => one.session === session && one.participant === participant && one.talk === talk && one.offset < one.size,
  );
  same.sort((a, b) => a.touchedAt - b.touchedAt);
  for (const { id } of same.slice(0, Math.max(0, same.length - UNFINISHED + 1))) await uploads.forget(id);
};

/** Through the protocol's own request and response, so that every refusal leaves here as JSON. */
const pass = async (
  tus: Server,
  callers: WeakMap<Request, Admitted>,
  caller: Admitted,
  request: PageRequest,
  response: PageResponse,
): Promise<void> => {
  const headers = new Headers();
  for (const [name, values] of Object.entries(request.headersDistinct))
    for (const value of values ?? []) headers.append(name, value);
  const hasBody = request.method === 'PATCH' || request.method === 'POST';
  const asked = new Request(new URL(request.originalUrl, 'http://localhost'), {
    method: request.method,
    headers,
    ...(hasBody ? { body: Readable.toWeb(request), duplex: 'half' } : {}),
  });
  callers.set(asked, caller);
  const answer = await tus.handleWeb(asked);
  for (const [name, value] of answer.headers)
    if (name !== 'content-length' && name !== 'content-type') response.set(name, value);
  if (answer.status < 400) {
    response.status(answer.status).end();
    return;
  }
  const code = (await answer.text()).trim();
  // What still comes of the body is not kept; the connection ends with this answer.
  request.removeAllListeners('data').resume();
  response.set('connection', 'close');
  refuseFile(response, answer.status, /^[a-z-]+$/.test(code) ? code : (CODES[answer.status] ?? 'bad-upload'));
};
