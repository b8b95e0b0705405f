import { posix } from 'node:path';

/** The scripts and styles that a page loads before anything is pressed, by their paths. */
export type Loaded = ReadonlyMap<string, string>;

/** Fetches a page with its cookie, and all that its HTML names and its scripts import, whatever chunk that lies in. */
export const loadedBy = async (address: string, cookie = ''): Promise<Loaded> => {
  const loaded = new Map<string, string>();
  const fetchText = async (path: string): Promise<string> => {
    const response = await fetch(new URL(path, address), { headers: { cookie, accept: 'text/html,*/*' } });
    if (!response.ok) throw new Error(`${path}: ${response.status}`);
    return response.text();
  };
  const html = await fetchText(address);
  const waiting = [...html.matchAll(/\/_app\/immutable\/[\w./-]+\.(?:js|css)/g)].map(([path]) => path);
  for (let path = waiting.pop(); path !== undefined; path = waiting.pop()) {
    if (loaded.has(path)) continue;
    const text = await fetchText(path);
    loaded.set(path, text);
    if (!path.endsWith('.js')) continue;
    for (const [, name] of text.matchAll(/\b(?:from|import)\s*"(\.[^"]+\.js)"/g))
      waiting.push(posix.join(posix.dirname(path), name!));
  }
  return loaded;
};
