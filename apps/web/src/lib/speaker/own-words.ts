import { LocalStorage } from '#lib/sync/device-storage.ts';

const keyOf = (session: string, talk: string): string => `rostrum.closing/${session}/${talk}`;

/** The line that a speaker wants to end with, as kept on this device for one talk; '' when there is none. */
export const keptClosing = (session: string, talk: string): string =>
  new LocalStorage().get(keyOf(session, talk)) ?? '';

export const keepClosing = (session: string, talk: string, text: string): void => {
  const storage = new LocalStorage();
  if (text.trim() === '') storage.remove(keyOf(session, talk));
  else storage.set(keyOf(session, talk), text.trim());
};
