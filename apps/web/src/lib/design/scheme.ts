/** Light, dark, or as the system has it. */
export type Scheme = 'light' | 'dark' | 'system';
export const isScheme = (value: unknown): value is Scheme =>
  value === 'light' || value === 'dark' || value === 'system';

/** Changes the page at once and keeps the choice in this browser, where the server finds it before the next paint. */
export function applyScheme(scheme: Scheme): void {
  if (scheme === 'system') delete document.documentElement.dataset['scheme'];
  else document.documentElement.dataset['scheme'] = scheme;
  document.cookie = `scheme=${scheme}; Path=/; Max-Age=34560000; SameSite=Lax`;
}
