import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { Channel } from './channel.ts';
import { VIEWPORT, type EnginePage } from './engine-page.ts';
import { startProgram } from './program.ts';

/** Chromium of November 2020, over its DevTools Protocol. `hall.test` leads to this machine, as an insecure origin. */
export const openChromium88 = async (file: string): Promise<EnginePage> => {
  const profile = await mkdtemp(join(tmpdir(), 'rostrum-chromium-88-'));
  const program = await startProgram(
    file,
    [
      ...['--headless', '--no-sandbox', '--disable-gpu', '--single-process', '--no-zygote', '--disable-dev-shm-usage'],
      ...['--no-first-run', '--disable-background-networking', '--lang=zh-CN', '--remote-debugging-port=0'],
      `--user-data-dir=${profile}`,
      `--window-size=${VIEWPORT.width},${VIEWPORT.height}`,
      '--host-resolver-rules=MAP hall.test 127.0.0.1',
      'about:blank',
    ],
    /DevTools listening on ws:\/\/([^/]+)\//,
  );
  const address = await pageAddress(program.said).catch(async (error: unknown) => {
    await program.end();
    throw error;
  });
  const troubles: string[] = [];
  const channel = await Channel.open(address, (method, params) => {
    if (method === 'Runtime.exceptionThrown') troubles.push(JSON.stringify(params['exceptionDetails']));
    if (method === 'Runtime.consoleAPICalled' && params['type'] === 'error')
      troubles.push(JSON.stringify(params['args']));
  });
  await channel.ask('Runtime.enable');
  await channel.ask('Page.enable');
  const { product } = await channel.ask<{ product: string }>('Browser.getVersion');
  return {
    agent: product,
    troubles,
    goto: async (url) => void (await channel.ask('Page.navigate', { url })),
    evaluate: async <T>(expression: string) => {
      const { result, exceptionDetails } = await channel.ask<{
        result: { value: T };
        exceptionDetails?: { exception?: { description?: string } };
      }>('Runtime.evaluate', { expression, returnByValue: true, awaitPromise: true });
      if (exceptionDetails) throw new Error(exceptionDetails.exception?.description ?? 'thrown in the page');
      return result.value;
    },
    press: async (x, y) => {
      const at = { x, y, button: 'left', clickCount: 1 };
      for (const type of ['mouseMoved', 'mousePressed', 'mouseReleased'])
        await channel.ask('Input.dispatchMouseEvent', { ...at, type });
    },
    type: async (text) => {
      for (const character of text) {
        const [key, said] = character === '\n' ? ['Enter', '\r'] : [character, character];
        await channel.ask('Input.dispatchKeyEvent', { type: 'keyDown', key, text: said });
        await channel.ask('Input.dispatchKeyEvent', { type: 'keyUp', key });
      }
    },
    close: async () => {
      channel.close();
      await program.end();
      await rm(profile, { recursive: true, force: true });
    },
  };
};

/** Where the first page is spoken to; the browser says that it listens a moment before it has one. */
const pageAddress = async (browser: string): Promise<string> => {
  for (let tries = 0; tries < 100; tries += 1) {
    const all = (await (await fetch(`http://${browser}/json/list`)).json()) as {
      type: string;
      webSocketDebuggerUrl: string;
    }[];
    const page = all.find((one) => one.type === 'page');
    if (page) return page.webSocketDebuggerUrl;
    await delay(100);
  }
  throw new Error('Chromium 88 has opened no page');
};
