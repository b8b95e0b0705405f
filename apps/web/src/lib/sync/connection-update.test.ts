import { PROTOCOL_VERSION } from '@rostrum/protocol';
import { beforeEach, describe, expect, it } from 'vitest';
import { audience, bootstrap, host, newLine, type Line } from './testing/line.ts';

let timers: Line['timers'];
let server: Line['server'];
let page: Line['page'];
let patch: Line['patch'];
let started: Line['started'];

beforeEach(() => {
  ({ timers, server, page, patch, started } = newLine());
});

describe('an update', () => {
  it('reloads at once when the server no longer speaks this version', async () => {
    const connection = await started(host());
    connection.reloadWhenSafe(() => false);
    server.farewell('outdated');
    expect(page.reloads).toBe(1);
    expect(connection.status).toBe('ended');
  });

  it('otherwise waits until every part of the screen is safe', async () => {
    const connection = await started(bootstrap('judge', {}, { protocol: PROTOCOL_VERSION + 1 }));
    let unsent = true;
    connection.reloadWhenSafe(() => true);
    connection.reloadWhenSafe(() => !unsent);
    await timers.pass(10_000);
    expect(connection.updateWaiting).toBe(true);
    expect(page.reloads).toBe(0);
    unsent = false;
    await timers.pass(1_000);
    expect(page.reloads).toBe(1);
    await timers.pass(10_000);
    expect(page.reloads).toBe(1);
  });

  it('[SY14] a screen of another build reloads at its safe moment, and only while the server is there', async () => {
    const connection = await started(bootstrap('speaker', {}));
    let safe = false;
    connection.reloadWhenSafe(() => safe);
    server.signal({ kind: 'build', build: 'b1' });
    expect(connection.updateWaiting).toBe(false);
    server.signal({ kind: 'build', build: 'b2' });
    expect(connection.updateWaiting).toBe(true);
    await timers.pass(10_000);
    expect(page.reloads).toBe(0);
    server.cut();
    server.up = false;
    safe = true;
    await timers.pass(20_000);
    expect(page.reloads).toBe(0);
    server.up = true;
    await timers.pass(10_000);
    expect(page.reloads).toBe(1);
  });

  it('[SY14] the phones of a hall do so spread over half a minute, whatever they are sent meanwhile', async () => {
    const connection = await started(audience());
    connection.reloadWhenSafe(() => true);
    server.signal({ kind: 'build', build: 'b2' });
    await timers.pass(10_000);
    patch(90, 91, { current: 't2' });
    expect(page.reloads).toBe(0);
    await timers.pass(10_000);
    expect(page.reloads).toBe(1);
  });

  it('the end of a run reloads into the next, when safe', async () => {
    const connection = await started(host());
    let typing = true;
    connection.reloadWhenSafe(() => !typing);
    server.farewell('run-ended');
    await timers.pass(5_000);
    expect(page.reloads).toBe(0);
    expect(connection).toMatchObject({ status: 'ended', farewell: 'run-ended', updateWaiting: true });
    typing = false;
    await timers.pass(1_000);
    expect(page.reloads).toBe(1);
  });
});
