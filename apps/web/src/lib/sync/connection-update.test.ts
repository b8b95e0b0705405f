import { PROTOCOL_VERSION } from '@rostrum/protocol';
import { describe, expect, it } from 'vitest';
import { audience, bootstrap, host, lineForEach } from './testing/line.ts';

const line = lineForEach();

describe('an update', () => {
  it('reloads at once when the line.server no longer speaks this version', async () => {
    const connection = await line.started(host());
    connection.reloadWhenSafe(() => false);
    line.server.farewell('outdated');
    expect(line.page.reloads).toBe(1);
    expect(connection.status).toBe('ended');
  });

  it('otherwise waits until every part of the screen is safe', async () => {
    const connection = await line.started(bootstrap('judge', {}, { protocol: PROTOCOL_VERSION + 1 }));
    let unsent = true;
    connection.reloadWhenSafe(() => true);
    connection.reloadWhenSafe(() => !unsent);
    await line.timers.pass(10_000);
    expect(connection.updateWaiting).toBe(true);
    expect(line.page.reloads).toBe(0);
    unsent = false;
    await line.timers.pass(1_000);
    expect(line.page.reloads).toBe(1);
    await line.timers.pass(10_000);
    expect(line.page.reloads).toBe(1);
  });

  it('[SY14] a screen of another build reloads at its safe moment, and only while the line.server is there', async () => {
    const connection = await line.started(bootstrap('speaker', {}));
    let safe = false;
    connection.reloadWhenSafe(() => safe);
    line.server.signal({ kind: 'build', build: 'b1' });
    expect(connection.updateWaiting).toBe(false);
    line.server.signal({ kind: 'build', build: 'b2' });
    expect(connection.updateWaiting).toBe(true);
    await line.timers.pass(10_000);
    expect(line.page.reloads).toBe(0);
    line.server.cut();
    line.server.up = false;
    safe = true;
    await line.timers.pass(20_000);
    expect(line.page.reloads).toBe(0);
    line.server.up = true;
    await line.timers.pass(10_000);
    expect(line.page.reloads).toBe(1);
  });

  it('[SY14] the phones of a hall do so spread over half a minute, whatever they are sent meanwhile', async () => {
    const connection = await line.started(audience());
    connection.reloadWhenSafe(() => true);
    line.server.signal({ kind: 'build', build: 'b2' });
    await line.timers.pass(10_000);
    line.patch(90, 91, { current: 't2' });
    expect(line.page.reloads).toBe(0);
    await line.timers.pass(10_000);
    expect(line.page.reloads).toBe(1);
  });

  it('the end of a run reloads into the next, when safe', async () => {
    const connection = await line.started(host());
    let typing = true;
    connection.reloadWhenSafe(() => !typing);
    line.server.farewell('run-ended');
    await line.timers.pass(5_000);
    expect(line.page.reloads).toBe(0);
    expect(connection).toMatchObject({ status: 'ended', farewell: 'run-ended', updateWaiting: true });
    typing = false;
    await line.timers.pass(1_000);
    expect(line.page.reloads).toBe(1);
  });
});
