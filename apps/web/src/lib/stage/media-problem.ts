/**
 * Why there is no picture or voice from here:
 * - `insecure`: the page did not come by https (or from this machine), so browsers have no cameras there.
 * - `inapp`: the browser inside a chat app, which does not hand cameras on.
 * - `denied`: the person, or the system, said no.
 * - `busy`: another program holds it.
 * - `none`: there is none.
 * - `failed`: anything else.
 */
export type MediaProblem = 'insecure' | 'inapp' | 'denied' | 'busy' | 'none' | 'failed';

export interface MediaSurroundings {
  /** `isSecureContext`. */
  readonly secure: boolean;
  /** `navigator.mediaDevices.getUserMedia` is there. */
  readonly supported: boolean;
  readonly userAgent: string;
}

/** WeChat, QQ, DingTalk, Feishu/Lark, Weibo, Alipay, Facebook, Instagram, LINE. */
const IN_APP = /MicroMessenger|\bQQ\/|DingTalk|\bLark\b|Feishu|Weibo|AlipayClient|FBAN|FBAV|Instagram|\bLine\//i;

/** What is known before asking; undefined when it is worth asking. */
export const problemBefore = ({ secure, supported, userAgent }: MediaSurroundings): MediaProblem | undefined => {
  if (supported) return undefined;
  if (!secure) return 'insecure';
  return IN_APP.test(userAgent) ? 'inapp' : 'failed';
};

/** What a refusal by the browser means. */
export const problemOf = (error: unknown, { userAgent }: MediaSurroundings): MediaProblem => {
  const name = error instanceof Error || error instanceof DOMException ? error.name : '';
  switch (name) {
    case 'NotAllowedError':
    case 'PermissionDeniedError':
      return IN_APP.test(userAgent) ? 'inapp' : 'denied';
    case 'SecurityError':
      return 'denied';
    case 'NotReadableError':
    case 'TrackStartError':
    case 'AbortError':
      return 'busy';
    case 'NotFoundError':
    case 'DevicesNotFoundError':
    case 'OverconstrainedError':
      return 'none';
    default:
      return 'failed';
  }
};
