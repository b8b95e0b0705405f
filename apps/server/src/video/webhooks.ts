import type { IncomingMessage, ServerResponse } from 'node:http';
import { TrackSource, TrackType, WebhookReceiver } from 'livekit-server-sdk';
import type { LiveKitKeys } from './livekit-config.ts';
import { participantOf } from './tokens.ts';

export type TrackKind = 'camera' | 'microphone' | 'screen' | 'screen-sound' | 'other';

interface Person {
  readonly room: string;
  readonly identity: string;
  readonly participant: string;
  /** Epoch milliseconds; LiveKit gives whole seconds. */
  readonly at: number;
}

/** What LiveKit reports, as facts. It may report late, twice, or (after its restart) never: presence, not truth. */
export type VideoFact =
  | ({ readonly type: 'joined' } & Person)
  | ({ readonly type: 'left' } & Person)
  | ({ readonly type: 'track-published'; readonly track: string; readonly kind: TrackKind } & Person)
  | ({ readonly type: 'track-unpublished'; readonly track: string; readonly kind: TrackKind } & Person)
  | { readonly type: 'room-finished'; readonly room: string; readonly at: number };

export const trackKind = (source: TrackSource, type?: TrackType): TrackKind => {
  if (source === TrackSource.CAMERA) return 'camera';
  if (source === TrackSource.MICROPHONE) return 'microphone';
  if (source === TrackSource.SCREEN_SHARE) return 'screen';
  if (source === TrackSource.SCREEN_SHARE_AUDIO) return 'screen-sound';
  return type === TrackType.VIDEO ? 'camera' : 'other';
};

/** `fact` is absent for reports that nobody needs (room started, egress, …). */
type Received = { readonly ok: true; readonly fact?: VideoFact } | { readonly ok: false };

/** `body`: the request's bytes as they came. `authorization`: the header, a JWT signed with the keys over the body's SHA-256. */
export type ReceiveWebhook = (body: Buffer, authorization: string | undefined) => Promise<Received>;

export const createWebhookReceiver = (keys: LiveKitKeys): ReceiveWebhook => {
  const receiver = new WebhookReceiver(keys.apiKey, keys.apiSecret);
  return async (body, authorization) => {
    if (authorization === undefined) return { ok: false };
    const event = await receiver.receive(body.toString('utf8'), authorization).catch(() => undefined);
    if (event === undefined) return { ok: false };
    const at = Number(event.createdAt) * 1000;
    const room = event.room?.name;
    if (room === undefined) return { ok: true };
    if (event.event === 'room_finished') return { ok: true, fact: { type: 'room-finished', room, at } };
    const identity = event.participant?.identity;
    if (identity === undefined) return { ok: true };
    const person: Person = { room, identity, participant: participantOf(identity), at };
    const track = event.track && { track: event.track.sid, kind: trackKind(event.track.source, event.track.type) };
    switch (event.event) {
      case 'participant_joined':
        return { ok: true, fact: { type: 'joined', ...person } };
      case 'participant_left':
      case 'participant_connection_aborted':
        return { ok: true, fact: { type: 'left', ...person } };
      case 'track_published':
        return track ? { ok: true, fact: { type: 'track-published', ...person, ...track } } : { ok: true };
      case 'track_unpublished':
        return track ? { ok: true, fact: { type: 'track-unpublished', ...person, ...track } } : { ok: true };
      default:
        return { ok: true };
    }
  };
};

const LARGEST = 256 * 1024;
const readBody = async (request: IncomingMessage): Promise<Buffer | undefined> => {
  const chunks: Buffer[] = [];
  let size = 0;
  for await (const chunk of request as AsyncIterable<Buffer>) {
    size += chunk.length;
    if (size > LARGEST) return undefined;
    chunks.push(chunk);
  }
  return Buffer.concat(chunks);
};

/**
 * The handler that LiveKit posts to: `node:http` and Express alike, but before any body parser, because the signature covers the bytes.
 * 401 on a wrong signature; a fact is handed on before the answer, so LiveKit tries again when `onFact` throws.
 */
export const createWebhookHandler =
  (receive: ReceiveWebhook, onFact: (fact: VideoFact) => void) =>
  async (request: IncomingMessage, response: ServerResponse): Promise<void> => {
    const answer = (status: number) => void response.writeHead(status, { connection: 'close' }).end();
    if (request.method !== 'POST') {
      answer(405);
      return;
    }
    if (request.headers['content-type'] !== 'application/webhook+json') {
      answer(415);
      return;
    }
    const body = await readBody(request).catch(() => undefined);
    if (body === undefined) {
      answer(413);
      return;
    }
    const received = await receive(body, request.headers.authorization);
    if (!received.ok) {
      answer(401);
      return;
    }
    try {
      if (received.fact !== undefined) onFact(received.fact);
      answer(200);
    } catch {
      answer(500);
    }
  };
