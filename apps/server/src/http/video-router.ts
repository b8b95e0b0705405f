import type { Role } from '@rostrum/domain';
import express, { Router } from 'express';
import { nanoid } from 'nanoid';
import type { Authority } from '../authorise.ts';
import type { StageFollower } from '../reactors/stage.ts';
import { VIDEO_PATH } from '../video/signalling-proxy.ts';
import { videoIdentity, videoRoom, type VideoRights } from '../video/tokens.ts';
import type { Video } from '../video/video.ts';

export interface VideoRouterTools {
  readonly authority: Pick<Authority, 'admit'>;
  readonly video: Pick<Video, 'mintToken' | 'status'>;
  readonly stage: Pick<StageFollower, 'ensure'>;
  now: () => number;
}

const ROLES: readonly Role[] = ['remote', 'speaker', 'projector', 'host'];
const DEVICE = /^[A-Za-z0-9_-]{8,40}$/;

/** What a role may do in the video room; whoever is on stage, and on air, sends picture and voice as well. */
const rightsOf = (role: Role, onAir: boolean): VideoRights => {
  if (role === 'projector') return 'projector';
  if (role === 'host') return 'preview';
  return onAir ? 'stage' : 'watch';
};

/**
 * `POST /s/<session>/<role>/video/token` → `{ ok: true, url, token }`: where to join the session's video and by which right, good
 * for five minutes. The body may name the `device` (a random word) that tells this connection from others of the same person. `{ ok: false, code }`: 401 not admitted, 403 a role without video, 409 `session-ended`, 503 `video-off` or `video-not-ready`.
 */
export const videoRouter = ({ authority, video, stage, now }: VideoRouterTools): Router => {
  const router = Router();
  router.post('/s/:session/:role/video/token', express.json({ limit: '1kb' }), async (request, response) => {
    response.set('cache-control', 'no-store');
    const refuse = (status: number, code: string): void => {
      response.status(status).json({ ok: false, code });
    };
    const role = ROLES.find((one) => one === request.params.role);
    if (role === undefined) {
      refuse(403, 'not-allowed');
      return;
    }
    const admission = await authority.admit(request.params.session, role, request.headers.cookie);
    if (!admission.ok) {
      refuse(401, admission.reason);
      return;
    }
    const { room, participant } = admission;
    if (video.mintToken === undefined) {
      refuse(503, 'video-off');
      return;
    }
    const { status } = room.runtime.state.info;
    if (status === 'ended' || status === 'closed') {
      refuse(409, 'session-ended');
      return;
    }
    if (video.status().state !== 'ready' || !(await stage.ensure(room))) {
      refuse(503, 'video-not-ready');
      return;
    }
    const place = room.runtime.state.stage.onStage[participant];
    const given = (request.body as { device?: unknown } | undefined)?.device;
    const device = typeof given === 'string' && DEVICE.test(given) ? given : nanoid(12);
    const token = await video.mintToken({
      room: videoRoom(room.session, String(room.run)),
      identity: videoIdentity(participant, `${role}-${device}`),
      rights: rightsOf(role, place !== undefined && place.airAt <= now()),
    });
    const scheme = request.protocol === 'https' ? 'wss' : 'ws';
    response.json({ ok: true, url: `${scheme}://${request.host}${VIDEO_PATH}`, token });
  });
  return router;
};
