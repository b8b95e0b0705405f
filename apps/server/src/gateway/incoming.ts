import type { IncomingMessage } from 'node:http';
import type { ClientSignal, Hello } from '@rostrum/protocol';

/** The fields of what came over a socket, whatever it was. */
export const fieldsOf = (raw: unknown): Readonly<Record<string, unknown>> =>
  typeof raw === 'object' && raw !== null ? (raw as Record<string, unknown>) : {};

/** A whole number from 0, or undefined. */
export const whole = (value: unknown): number | undefined =>
  typeof value === 'number' && Number.isSafeInteger(value) && value >= 0 ? value : undefined;
/** How a screen introduces itself; what is missing or malformed counts as not said, a missing version as one before all. */
export const readHello = (auth: Readonly<Record<string, unknown>>): Hello => {
  const [run, role, me, seen] = [whole(auth['run']), whole(auth['role']), whole(auth['me']), whole(auth['seen'])];
  return {
    protocol: whole(auth['protocol']) ?? -1,
    ...(run === undefined ? {} : { run }),
    ...(role === undefined ? {} : { role }),
    ...(me === undefined ? {} : { me }),
    ...(seen === undefined ? {} : { seen }),
  };
};
const unit = (value: unknown): number | undefined =>
  typeof value === 'number' && value >= 0 && value <= 1 ? value : undefined;
/** A pointer's signal, where it is one. */
export const readPointer = (raw: unknown): ClientSignal | undefined => {
  const { kind, talk, ...at } = fieldsOf(raw);
  if (kind !== 'pointer' || typeof talk !== 'string' || !/^[A-Za-z0-9_-]{1,64}$/.test(talk)) return undefined;
  const [x, y] = [unit(at['x']), unit(at['y'])];
  return x === undefined || y === undefined ? { kind, talk } : { kind, talk, x, y };
};

/**
 * SE4: a page of another origin must not open a socket with this browser's cookies. Programs that are no browser name no
 * origin. What a proxy forwards counts only where one is trusted.
 */
export const sameOrigin = (request: Pick<IncomingMessage, 'headers'>, trustProxy: number): boolean => {
  const { origin, host, 'x-forwarded-host': forwarded } = request.headers;
  if (origin === undefined) return true;
  const passedOn =
    trustProxy > 0
      ? String(forwarded ?? '')
          .split(',')[0]
          ?.trim()
      : '';
  try {
    return new URL(origin).host === (passedOn || host);
  } catch {
    return false;
  }
};
