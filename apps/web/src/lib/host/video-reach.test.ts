import type { HostView } from '@rostrum/domain';
import type { VideoLack, VideoNews, VideoReach } from '@rostrum/protocol';
import { render, screen } from '@testing-library/svelte';
import { describe, expect, it } from 'vitest';
import { m } from '#lib/paraglide/messages.js';
import { checksOf } from './checks.ts';
import { lackWords, reachWords } from './reach-words.ts';
import VideoReachList from './VideoReach.svelte';

const certificate: VideoLack = { what: 'certificate', reason: 'plain-http' };
const LACKS: readonly VideoLack[] = [
  certificate,
  { what: 'port', reason: 'forward', tcp: 7881, udp: 7882 },
  { what: 'port', reason: 'moved', tcp: 7881, udp: 7882 },
  ...(['this-machine-only', 'no-network', 'only-public', 'no-public-url', 'not-public', 'unknown-public'] as const).map(
    (reason): VideoLack => ({ what: 'address', reason }),
  ),
];

describe('[VD1] who can be reached by video', () => {
  it('each verdict and each thing missing has words of its own, in both languages', () => {
    const verdicts = [
      ['yes', 'yes'],
      ['yes', 'unproven'],
      ['yes', 'no'],
      ['unproven', 'unproven'],
      ['unproven', 'no'],
      ['no', 'no'],
    ] as const;
    const words = verdicts.map(([watch, speak]) => reachWords({ watch, speak, missing: [] }));
    expect(new Set(words).size).toBe(verdicts.length);
    expect(new Set(LACKS.map((lack) => lackWords(lack).cure)).size).toBe(LACKS.length);
    expect(lackWords({ what: 'port', reason: 'forward', tcp: 1, udp: 2 }).cure).toMatch(/UDP 2\D+TCP 1/);
  });

  it('stands on the page, for this network and for outside apart', () => {
    const network: VideoReach = { watch: 'yes', speak: 'no', missing: [certificate] };
    const outside: VideoReach = { watch: 'no', speak: 'no', missing: [{ what: 'address', reason: 'no-public-url' }] };
    render(VideoReachList, { reach: { network, outside } });
    const [inside, out] = screen.getAllByRole('heading').map((one) => one.parentElement?.textContent ?? '');
    expect(inside).toContain(m.host_cure_certificate());
    expect(inside).not.toContain(m.host_reach_no());
    expect(out).toContain(m.host_reach_no());
    expect(out).toContain(m.host_cure_no_public_url());
  });

  it('is one of the checks before going live only where somebody is expected from afar', () => {
    const viewOf = (role: string): HostView =>
      ({
        projector: { order: {} },
        judges: {},
        decks: {},
        people: { p: { participant: 'p', roles: { [role]: true }, links: {} } },
      }) as unknown as HostView;
    const checkOf = (role: string, video: VideoNews) =>
      checksOf(viewOf(role), { video }).find((one) => one.kind === 'video');
    const yes: VideoReach = { watch: 'yes', speak: 'yes', missing: [] };
    expect(checkOf('speaker', { state: 'off' })).toBeUndefined();
    expect(checkOf('remote', { state: 'missing' })).toEqual({ kind: 'video', ok: false, lack: 'not-ready' });
    expect(checkOf('remote', { state: 'ready', reach: { network: yes, outside: yes } })).toEqual({
      kind: 'video',
      ok: true,
    });
    const deaf: VideoReach = { watch: 'yes', speak: 'no', missing: [certificate] };
    expect(checkOf('remote', { state: 'ready', reach: { network: deaf, outside: deaf } })).toMatchObject({
      lack: 'speak',
    });
  });
});
