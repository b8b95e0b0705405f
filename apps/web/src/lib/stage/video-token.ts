/** Where to join a session's video, and by which right. */
export interface VideoToken {
  readonly url: string;
  readonly token: string;
}

/** What tells one connection of a person from their others. Fresh for each: a late farewell of the one before must not be taken for this one's. */
export const newDevice = (): string => {
  const bytes = crypto.getRandomValues(new Uint8Array(12));
  return Array.from(bytes, (byte) => byte.toString(16).padStart(2, '0')).join('');
};

/** Asks for a fresh token; undefined when there is no video now. Rejects when the server does not answer. */
export const fetchToken = async (tokenUrl: string, device: string): Promise<VideoToken | undefined> => {
  const response = await fetch(tokenUrl, {
    method: 'POST',
    credentials: 'same-origin',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ device }),
  });
  const answer = (await response.json()) as { ok?: boolean; url?: unknown; token?: unknown };
  return answer.ok === true && typeof answer.url === 'string' && typeof answer.token === 'string'
    ? { url: answer.url, token: answer.token }
    : undefined;
};
