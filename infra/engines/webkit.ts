import { keyActions, pressActions, VIEWPORT, type EnginePage } from './engine-page.ts';
import { startProgram } from './program.ts';
import { freePort } from '../processes/free-port.ts';

export interface WebKitPrograms {
  readonly driver: string;
  readonly browser: string;
  readonly display: string;
}

/** WebKitGTK, the Safari family, over WebDriver, on a display that nobody sees. */
export const openWebKit = async (programs: WebKitPrograms): Promise<EnginePage> => {
  const display = await startProgram(
    programs.display,
    ['-displayfd', '3', '-screen', '0', '1280x1024x24', '-nolisten', 'tcp'],
    /^(\d+)$/,
  );
  const port = await freePort();
  const listens = (): Promise<boolean> =>
    fetch(`http://127.0.0.1:${port}/status`).then(
      () => true,
      () => false,
    );
  const driver = await startProgram(programs.driver, [`--port=${port}`], listens, {
    DISPLAY: `:${display.said}`,
    LANG: 'C.UTF-8',
    WEBKIT_DISABLE_COMPOSITING_MODE: '1',
    WEBKIT_DISABLE_SANDBOX_THIS_IS_DANGEROUS: '1',
  });
  const ask = async <T>(method: string, path: string, body?: object): Promise<T> => {
    const response = await fetch(`http://127.0.0.1:${port}/session${path}`, {
      method,
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    });
    const { value } = (await response.json()) as { value: T };
    if (!response.ok) throw new Error(JSON.stringify(value));
    return value;
  };
  const { sessionId, capabilities } = await ask<{
    sessionId: string;
    capabilities: { browserName: string; browserVersion: string };
  }>('POST', '', {
    capabilities: {
      alwaysMatch: { 'webkitgtk:browserOptions': { binary: programs.browser, args: ['--automation'] } },
    },
  });
  const session = `/${sessionId}`;
  await ask('POST', `${session}/window/rect`, { ...VIEWPORT, x: 0, y: 0 });
  return {
    agent: `${capabilities.browserName}/${capabilities.browserVersion}`,
    troubles: [],
    goto: async (url) => void (await ask('POST', `${session}/url`, { url })),
    evaluate: <T>(expression: string) =>
      ask<T>('POST', `${session}/execute/sync`, { script: `return (${expression});`, args: [] }),
    press: async (x, y) => void (await ask('POST', `${session}/actions`, { actions: pressActions(x, y) })),
    type: async (text) => void (await ask('POST', `${session}/actions`, { actions: keyActions(text) })),
    close: async () => {
      await ask('DELETE', session).catch(() => undefined);
      await driver.end();
      await display.end();
    },
  };
};
