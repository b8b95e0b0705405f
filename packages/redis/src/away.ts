export type AwayReason = 'away' | 'closed' | 'disk-full' | 'read-only' | 'io-error' | 'busy' | 'failed';

/** Redis could not do it now. A write that was under way may or may not have been carried out. */
export class RedisAway extends Error {
  override readonly name = 'RedisAway';
  readonly reason: AwayReason;

  constructor(reason: AwayReason, detail: string) {
    super(`Redis unavailable (${reason}): ${detail}`);
    this.reason = reason;
  }
}

/** By the word with which an error of Redis's own begins (https://redis.io/docs/latest/develop/reference/protocol-spec/). */
const REASONS: Readonly<Record<string, AwayReason>> = {
  OOM: 'disk-full',
  READONLY: 'read-only',
  MISCONF: 'io-error',
  LOADING: 'busy',
  BUSY: 'busy',
  TRYAGAIN: 'busy',
  MASTERDOWN: 'away',
  CLUSTERDOWN: 'away',
  NOREPLICAS: 'away',
};

/** What an error of the client or of Redis means for whoever asked. */
export const awayReason = (error: unknown): AwayReason => {
  if (error instanceof RedisAway) return error.reason;
  if (!(error instanceof Error)) return 'failed';
  const [word = ''] = error.message.split(' ');
  if (word in REASONS) return REASONS[word] ?? 'failed';
  return /^[A-Z]+$/.test(word) ? 'failed' : 'away';
};
