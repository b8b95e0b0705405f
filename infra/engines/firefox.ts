import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Channel } from './channel.ts';
import { keyActions, pressActions, VIEWPORT, type EnginePage } from './engine-page.ts';
import { startProgram } from './program.ts';

/** `hall.test` leads to this machine, as an insecure origin; nothing is asked of anybody outside. */
const PREFERENCES = {
  'network.dns.localDomains': 'hall.test',
  'intl.accept_languages': 'en-GB',
  'browser.shell.checkDefaultBrowser': false,
  'browser.aboutwelcome.enabled': false,
  'datareporting.policy.dataSubmissionEnabled': false,
  'app.update.enabled': false,
  'app.normandy.enabled': false,
  'services.settings.server': 'data:,#remote-settings-dummy/v1',
  'network.captive-portal-service.enabled': false,
  'network.connectivity-service.enabled': false,
};

/** Firefox without a window, over WebDriver BiDi. */
export const openFirefox = async (file: string): Promise<EnginePage> => {
  const profile = await mkdtemp(join(tmpdir(), 'rostrum-firefox-'));
  const lines = Object.entries(PREFERENCES).map(
    ([name, value]) => `user_pref(${JSON.stringify(name)}, ${JSON.stringify(value)});`,
  );
  await writeFile(join(profile, 'user.js'), lines.join('\n'));
  const program = await startProgram(
    file,
    ['--headless', '--no-remote', '--profile', profile, '--remote-debugging-port', '0'],
    /WebDriver BiDi listening on (ws:\S+)/,
  );
  const troubles: string[] = [];
  const channel = await Channel.open(`${program.said}/session`, (method, params) => {
    if (method === 'log.entryAdded' && params['level'] === 'error') troubles.push(String(params['text']));
  });
  const { capabilities } = await channel.ask<{ capabilities: { browserName: string; browserVersion: string } }>(
    'session.new',
    { capabilities: {} },
  );
  await channel.ask('session.subscribe', { events: ['log.entryAdded'] });
  const { contexts } = await channel.ask<{ contexts: { context: string }[] }>('browsingContext.getTree');
  const { context } = contexts[0]!;
  await channel.ask('browsingContext.setViewport', { context, viewport: VIEWPORT });
  return {
    agent: `${capabilities.browserName}/${capabilities.browserVersion}`,
    troubles,
    goto: async (url) => void (await channel.ask('browsingContext.navigate', { context, url, wait: 'complete' })),
    evaluate: async <T>(expression: string) => {
      const answer = await channel.ask<{
        type: string;
        result?: { value?: string };
        exceptionDetails?: { text: string };
      }>('script.evaluate', {
        expression: `Promise.resolve(${expression}).then((value) => JSON.stringify(value === undefined ? null : value))`,
        target: { context },
        awaitPromise: true,
      });
      if (answer.type !== 'success') throw new Error(answer.exceptionDetails?.text ?? 'thrown in the page');
      return JSON.parse(answer.result?.value ?? 'null') as T;
    },
    press: async (x, y) => void (await channel.ask('input.performActions', { context, actions: pressActions(x, y) })),
    type: async (text) => void (await channel.ask('input.performActions', { context, actions: keyActions(text) })),
    close: async () => {
      channel.close();
      await program.end();
      await rm(profile, { recursive: true, force: true });
    },
  };
};
