import { describe, expect, it } from 'vitest';
import { phase, remaining, spent, type Clock } from './clock.ts';
import { DAWN, MINUTE, SECOND } from './testing/context.ts';
import { HOST, KEEPER, OTHER, running, SPEAKER, started } from './testing/events.ts';
import { given } from './testing/given.ts';

const start = DAWN + MINUTE;
const clock: Clock = {
  status: 'running',
  limit: 10 * MINUTE,
  elapsed: 0,
  startedAt: start,
  warnAt: 2 * MINUTE,
  finalAt: 30 * SECOND,
};
const item = 't1';

describe('phases', () => {
  it.each([
    [0, 'normal'],
    [8 * MINUTE - 1, 'normal'],
    [8 * MINUTE, 'warning'],
    [9.5 * MINUTE - 1, 'warning'],
    [9.5 * MINUTE, 'final'],
    [10 * MINUTE, 'final'],
    [10 * MINUTE + 1, 'over'],
  ] as const)('[CD2] %d ms in: %s', (after, expected) => {
    expect(phase(clock, start + after)).toBe(expected);
    expect(remaining(clock, start + after)).toBe(10 * MINUTE - after);
  });
  it('[CD3] a paused clock stands, whatever the time; a clock is never negative before its start', () => {
    const paused: Clock = { status: 'paused', limit: clock.limit, elapsed: 90_000, warnAt: 0, finalAt: 0 };
    expect(spent(paused, start + 10 * MINUTE)).toBe(90_000);
    expect(spent(clock, start - 5000)).toBe(0);
  });
});

describe('presses', () => {
  it('[CD4] starts at the instant of the press, not of its arrival', () => {
    given(...started())
      .when({ type: 'countdown.start', item }, HOST, { now: start + 900, pressed: start })
      .then({ type: 'countdown.started', item, command: 'press-0000001', from: start });
  });
  it('[CD4] pauses with what had been spent at the press, and goes on from there', () => {
    const after = given(...running()).when({ type: 'countdown.pause', item }, HOST, {
      now: start + 61_000,
      pressed: start + MINUTE,
    });
    after.then({ type: 'countdown.paused', item, command: 'press-0000001', elapsed: MINUTE });
    const on = after.when({ type: 'countdown.resume', item }, HOST, { now: start + 5 * MINUTE });
    expect(spent(on.state.countdown.clocks[item]!, start + 6 * MINUTE)).toBe(2 * MINUTE);
  });
  it.each(['countdown.start', 'countdown.resume'] as const)('[CD5] a second %s does nothing', (type) => {
    given(...running())
      .when({ type, item }, HOST)
      .thenNothing();
  });
  it('[CD5] a second pause, end or reset does nothing', () => {
    for (const type of ['countdown.pause', 'countdown.end', 'countdown.reset'] as const) {
      given(...running())
        .when({ type, item }, HOST, { now: start + MINUTE })
        .when({ type, item }, HOST)
        .thenNothing();
    }
  });
  it('[CD5] a ready clock cannot be paused or ended, an ended one is resumed, not started', () => {
    given(...started())
      .when({ type: 'countdown.pause', item }, HOST)
      .thenRefused('countdown-not-running');
    given(...started())
      .when({ type: 'countdown.end', item }, HOST)
      .thenRefused('countdown-not-running');
    const ended = given(...running()).when({ type: 'countdown.end', item }, HOST, { now: start + MINUTE });
    ended.when({ type: 'countdown.pause', item }, HOST).thenRefused('countdown-not-running');
    ended.when({ type: 'countdown.start', item }, HOST).thenRefused('countdown-ended');
    ended.when({ type: 'countdown.resume', item }, HOST).thenKinds('countdown.started');
  });
  it('[CD6] adds and takes minutes by naming both ends, refused when another came first', () => {
    const more = given(...running()).when(
      { type: 'countdown.limit', item, from: 10 * MINUTE, to: 11 * MINUTE },
      KEEPER,
    );
    more.then({ type: 'countdown.limited', item, command: 'press-0000001', limit: 11 * MINUTE });
    more.when({ type: 'countdown.limit', item, from: 10 * MINUTE, to: 11 * MINUTE }, HOST).thenNothing();
    more
      .when({ type: 'countdown.limit', item, from: 10 * MINUTE, to: 9 * MINUTE }, HOST)
      .thenRefused('changed-meanwhile');
  });
  it('[CD7] a reset brings back the planned time and nothing spent', () => {
    const { state } = given(...running(), { type: 'countdown.limited', item, limit: MINUTE }).when(
      { type: 'countdown.reset', item },
      HOST,
    );
    expect(state.countdown.clocks[item]).toEqual({
      status: 'ready',
      limit: 10 * MINUTE,
      elapsed: 0,
      warnAt: 2 * MINUTE,
      finalAt: 30 * SECOND,
    });
  });
  it('[CD1] only the current item has a clock that runs', () => {
    given(...running())
      .when({ type: 'countdown.start', item: 't2' }, HOST)
      .thenRefused('item-not-current');
    given(...running())
      .when({ type: 'countdown.start', item: 'nothing' }, HOST)
      .thenRefused('unknown-item');
    given(...running())
      .when({ type: 'countdown.start', item: 'constructor' }, HOST)
      .thenRefused('unknown-item');
    given(...running(), { type: 'session.ended' })
      .when({ type: 'countdown.resume', item }, HOST)
      .thenRefused('session-ended');
  });
  it('[CD8] the speaker runs the clock of their own talk only, and only where the session lets them', () => {
    given(...started())
      .when({ type: 'countdown.start', item }, SPEAKER)
      .thenKinds('countdown.started');
    given(...started())
      .when({ type: 'countdown.start', item }, OTHER)
      .thenRefused('not-your-talk');
    given(...started({ settings: { speakerRunsClock: false } }))
      .when({ type: 'countdown.start', item }, SPEAKER)
      .thenRefused('host-runs-clock');
    given(...running())
      .when({ type: 'countdown.reset', item }, SPEAKER)
      .thenRefused('host-runs-clock');
    given(...running())
      .when({ type: 'countdown.limit', item, from: 10 * MINUTE, to: 20 * MINUTE }, SPEAKER)
      .thenRefused('host-runs-clock');
  });
  it('[CD9] leaving an item pauses its clock where it stood; coming back goes on', () => {
    const left = given(...running()).when({ type: 'item.open', from: 't1', to: 't2' }, HOST, {
      now: start + 3 * MINUTE,
    });
    expect(left.state.countdown.clocks[item]).toMatchObject({ status: 'paused', elapsed: 3 * MINUTE });
    expect(left.state.order.items[item]).toMatchObject({ status: 'done', closedAt: start + 3 * MINUTE });
  });
});
